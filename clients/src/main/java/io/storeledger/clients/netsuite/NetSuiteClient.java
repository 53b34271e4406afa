package io.storeledger.clients.netsuite;

import io.micrometer.core.instrument.MeterRegistry;
import io.storeledger.clients.http.Answer;
import io.storeledger.clients.http.ApiException;
import io.storeledger.common.json.Json;
import java.time.Clock;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Reads and writes the records of one NetSuite account over REST; blocks, so call it on virtual
/// threads, from as many as you like.
///
/// All threads share one access token and the account's concurrency: a call waits for a slot, and
/// one that was turned away for lack of room, and so not executed, is sent again a few times.
/// Nothing else is retried. Every method throws [ApiException]; a write that fails
/// [ApiException.Transient] with `mayHaveBeenDone` is to be looked up by its external id first.
public final class NetSuiteClient implements AutoCloseable {
    private static final MediaType JSON = MediaType.get("application/json");

    private final NetSuiteCalls calls;

    /// @param clock tells when the token has to be renewed
    /// @param random spreads retries, so that callers don't come back together
    /// @param meters gets `storeledger.api.calls` and `storeledger.netsuite.concurrency.*`
    /// @throws io.storeledger.common.config.ConfigException if the private key doesn't fit
    public NetSuiteClient(
            NetSuiteConfig config, Clock clock, RandomGenerator random, MeterRegistry meters) {
        this.calls = new NetSuiteCalls(config, clock, random, meters);
    }

    /// Creates the record with this external id, or updates it.
    ///
    /// @param recordType such as `salesOrder`
    /// @param externalId letters, digits, `_` and `-`
    /// @param replaceSublists sublists to replace, such as `item`: without it lines are added
    /// @return the internal id
    public String upsert(
            String recordType, String externalId, ObjectNode body, String... replaceSublists) {
        String operation = "upsert " + recordType;
        HttpUrl url = replacing(record(recordType, "eid:" + externalId), replaceSublists);
        Answer answer =
                calls.write(
                        operation,
                        changing(url).put(RequestBody.create(Json.bytes(body), JSON)).build());
        return location(answer)
                .or(() ->
                        find(recordType, externalId, "id")
                                .map(found -> found.path("id").asString("")))
                .filter(id -> !id.isEmpty())
                .orElseThrow(() -> Failures.unreadable(operation, answer, true));
    }

    /// Creates a record.
    ///
    /// @return the internal id
    /// @throws ApiException.Refused with `alreadyExists` if one with its external id stands
    public String create(String recordType, ObjectNode body) {
        return post("create " + recordType, record(recordType).build(), body);
    }

    /// Changes the given fields of a record; `null` deletes a field.
    ///
    /// @param replaceSublists sublists to replace: without it lines without `line` are added
    public void update(
            String recordType, String internalId, ObjectNode body, String... replaceSublists) {
        HttpUrl url = replacing(record(recordType, internalId), replaceSublists);
        RequestBody json = RequestBody.create(Json.bytes(body), JSON);
        calls.write("update " + recordType, changing(url).patch(json).build());
    }

    /// The record with this external id, if there is one.
    ///
    /// @param fields to read; all if none are named
    public Optional<ObjectNode> find(String recordType, String externalId, String... fields) {
        try {
            return Optional.of(
                    read("find " + recordType, record(recordType, "eid:" + externalId), fields));
        } catch (ApiException.NotFound e) {
            return Optional.empty();
        }
    }

    /// The record with this internal id.
    ///
    /// @param fields to read; all if none are named
    /// @throws ApiException.NotFound if there is none
    public ObjectNode get(String recordType, String internalId, String... fields) {
        return read("get " + recordType, record(recordType, internalId), fields);
    }

    /// The record with this internal id, with the lines of its sublists.
    ///
    /// @throws ApiException.NotFound if there is none
    public ObjectNode getWithSublists(String recordType, String internalId) {
        HttpUrl.Builder url =
                record(recordType, internalId).addQueryParameter("expandSubResources", "true");
        return read("get " + recordType, url);
    }

    /// Deletes a record.
    public void delete(String recordType, String internalId) {
        HttpUrl url = record(recordType, internalId).build();
        calls.write("delete " + recordType, changing(url).delete().build());
    }

    /// The rows of a query, a page of 1000 at a time as they are asked for.
    ///
    /// Columns come in lower case, numbers as text, absent for null. Order the query by a key, or
    /// its pages overlap; 100 000 rows are the most a query gives.
    ///
    /// @param params one for each `?`
    public Iterator<ObjectNode> suiteQl(String query, List<String> params) {
        return new SuiteQlRows(calls, query, params);
    }

    /// Makes one record of another, such as an invoice of a sales order.
    ///
    /// @param body what differs, in the target's fields
    /// @param replaceSublists sublists that are not taken over but replaced by the body's
    /// @return the new record's internal id
    public String transform(
            String recordType,
            String internalId,
            String target,
            ObjectNode body,
            String... replaceSublists) {
        HttpUrl url =
                replacing(
                        record(recordType, internalId)
                                .addPathSegment("!transform")
                                .addPathSegment(target),
                        replaceSublists);
        return post("transform " + recordType + " to " + target, url, body);
    }

    /// Reads the id of one record of a kind, if there is any: proves that the role may.
    public void peek(String recordType) {
        HttpUrl url = record(recordType).addQueryParameter("limit", "1").build();
        calls.read(
                "list " + recordType,
                new Request.Builder().url(url).header("Accept", "application/json").build());
    }

    /// The names of the fields that a kind of record has in this account: its features decide.
    public Set<String> fields(String recordType) {
        String operation = "fields of " + recordType;
        Request request =
                new Request.Builder()
                        .url(record("metadata-catalog", recordType).build())
                        .header("Accept", "application/schema+json")
                        .build();
        Answer answer = calls.read(operation, request);
        return answer.json()
                .map(schema -> schema.path("properties"))
                .filter(JsonNode::isObject)
                .map(properties -> Set.copyOf(properties.propertyNames()))
                .orElseThrow(() -> Failures.unreadable(operation, answer, false));
    }

    /// How far NetSuite's clock is before ours, to the second, as of the last answer; empty if
    /// there was none that told the time.
    public Optional<Duration> clockDifference() {
        return calls.clockDifference();
    }

    private String post(String operation, HttpUrl url, ObjectNode body) {
        RequestBody json = RequestBody.create(Json.bytes(body), JSON);
        Answer answer = calls.write(operation, changing(url).post(json).build());
        return location(answer).orElseThrow(() -> Failures.unreadable(operation, answer, true));
    }

    private ObjectNode read(String operation, HttpUrl.Builder url, String... fields) {
        if (fields.length > 0) {
            url.addEncodedQueryParameter("fields", String.join(",", fields));
        }
        Request request =
                new Request.Builder().url(url.build()).header("Accept", "application/json").build();
        Answer answer = calls.read(operation, request);
        return answer.json()
                .filter(ObjectNode.class::isInstance)
                .map(ObjectNode.class::cast)
                .orElseThrow(() -> Failures.unreadable(operation, answer, false));
    }

    private HttpUrl.Builder record(String... path) {
        HttpUrl.Builder url = calls.url().addPathSegments("record/v1");
        for (String segment : path) {
            url.addPathSegment(segment);
        }
        return url;
    }

    private static HttpUrl replacing(HttpUrl.Builder url, String... sublists) {
        return sublists.length == 0
                ? url.build()
                : url.addEncodedQueryParameter("replace", String.join(",", sublists)).build();
    }

    /// By default NetSuite drops fields it doesn't know with a mere warning in the headers.
    private static Request.Builder changing(HttpUrl url) {
        return new Request.Builder()
                .url(url)
                .header("Accept", "application/json")
                .header("X-NetSuite-PropertyNameValidation", "Error");
    }

    /// The internal id is the end of the address NetSuite gives.
    private static Optional<String> location(Answer answer) {
        return answer.header("Location")
                .map(address -> address.substring(address.lastIndexOf('/') + 1))
                .filter(id -> !id.isEmpty() && !id.startsWith("eid:"));
    }

    @Override
    public void close() {
        calls.close();
    }
}
