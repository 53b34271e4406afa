package io.storeledger.sandbox.netsuite;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.storeledger.sandbox.http.Answer;
import io.storeledger.sandbox.json.Json;
import io.storeledger.sandbox.netsuite.record.NetSuiteError;
import io.storeledger.sandbox.netsuite.record.RecordStore;
import io.storeledger.sandbox.netsuite.record.RecordWrite;
import io.storeledger.sandbox.netsuite.record.StoredRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `/record/v1`: create, upsert by external id, update, read, delete.
final class RecordRoutes {
    private static final String BASE = NetSuiteApi.BASE + "/record/v1/{type}";

    private final NetSuiteSandbox account;
    private final RecordStore records;

    RecordRoutes(NetSuiteSandbox account) {
        this.account = account;
        this.records = account.recordStore();
    }

    void register(RoutesConfig config, CallGate gate) {
        config.post(BASE, gate.handler("POST /record/v1/{type}", this::create));
        config.post(
                BASE + "/{id}/!transform/{target}",
                gate.handler("POST /record/v1/{type}/{id}/!transform/{target}", this::transform));
        config.get(BASE, gate.handler("GET /record/v1/{type}", this::search));
        config.put(BASE + "/{id}", gate.handler("PUT /record/v1/{type}/{id}", this::upsert));
        config.patch(BASE + "/{id}", gate.handler("PATCH /record/v1/{type}/{id}", this::update));
        config.get(BASE + "/{id}", gate.handler("GET /record/v1/{type}/{id}", this::read));
        config.delete(BASE + "/{id}", gate.handler("DELETE /record/v1/{type}/{id}", this::delete));
    }

    private Answer create(Context ctx, int concurrency) {
        List<String> unknown = new ArrayList<>();
        RecordWrite write = write(ctx, unknown);
        long id = records.create(type(ctx), write);
        seen(ctx, type(ctx), Json.text(write.body(), "externalId"), concurrency);
        return written(ctx, type(ctx), id, unknown);
    }

    private Answer transform(Context ctx, int concurrency) {
        List<String> unknown = new ArrayList<>();
        RecordWrite write = write(ctx, unknown);
        String target = ctx.pathParam("target");
        account.access().checkRecord(target);
        long id = records.transform(type(ctx), record(ctx).id(), target, write);
        seen(ctx, target, Json.text(write.body(), "externalId"), concurrency);
        return written(ctx, target, id, unknown);
    }

    private Answer upsert(Context ctx, int concurrency) {
        String externalId = externalId(ctx);
        if (externalId == null) {
            throw NetSuiteError.of(
                    400, "INVALID_REQUEST", "PUT needs an external id, as in eid:ABC.");
        }
        List<String> unknown = new ArrayList<>();
        long id = records.upsert(type(ctx), externalId, write(ctx, unknown));
        seen(ctx, type(ctx), externalId, concurrency);
        return written(ctx, type(ctx), id, unknown);
    }

    private Answer update(Context ctx, int concurrency) {
        List<String> unknown = new ArrayList<>();
        StoredRecord record = record(ctx);
        records.update(type(ctx), record.id(), write(ctx, unknown));
        seen(ctx, type(ctx), record.externalId(), concurrency);
        return written(ctx, type(ctx), record.id(), unknown);
    }

    private Answer delete(Context ctx, int concurrency) {
        StoredRecord record = record(ctx);
        records.delete(type(ctx), record.id());
        seen(ctx, type(ctx), record.externalId(), concurrency);
        return Answer.empty(204);
    }

    private Answer read(Context ctx, int concurrency) {
        boolean expand = "true".equals(ctx.queryParam("expandSubResources"));
        ObjectNode shown =
                new RecordView(NetSuiteApi.publicUrl(ctx))
                        .of(records, type(ctx), record(ctx), expand);
        String fields = ctx.queryParam("fields");
        if (fields != null) {
            RecordView.only(shown, Arrays.asList(fields.split(",", -1)));
        }
        return Answer.json(200, shown, "application/vnd.oracle.resource+json; type=singular");
    }

    private Answer search(Context ctx, int concurrency) {
        List<StoredRecord> found = SearchFilter.of(ctx.queryParam("q")).apply(records, type(ctx));
        int limit = NetSuiteApi.number(ctx, "limit", 1000);
        int offset = NetSuiteApi.number(ctx, "offset", 0);
        List<StoredRecord> page = found.stream().skip(offset).limit(limit).toList();
        String url = NetSuiteApi.publicUrl(ctx) + "/services/rest/record/v1/" + type(ctx);
        ObjectNode body = Json.object();
        RecordView.links(body, url);
        body.put("count", page.size());
        body.put("hasMore", offset + page.size() < found.size());
        ArrayNode items = body.putArray("items");
        for (StoredRecord record : page) {
            ObjectNode item = items.addObject();
            RecordView.links(item, url + "/" + record.id());
            item.put("id", Long.toString(record.id()));
        }
        body.put("offset", offset);
        body.put("totalResults", found.size());
        return Answer.json(200, body, "application/vnd.oracle.resource+json; type=collection");
    }

    private static RecordWrite write(Context ctx, List<String> unknown) {
        byte[] bytes = ctx.bodyAsBytes();
        // A transformation may have nothing to override.
        boolean none = bytes.length == 0 && ctx.path().contains("/!transform/");
        ObjectNode body = none ? Json.object() : Json.objectOrNull(bytes);
        if (body == null) {
            throw NetSuiteError.of(
                    400, "INVALID_CONTENT", "The request body is not a valid JSON object.");
        }
        String replace = ctx.queryParam("replace");
        Set<String> replaced =
                replace == null
                        ? Set.of()
                        : Arrays.stream(replace.split(",", -1)).collect(Collectors.toSet());
        String validation = ctx.header("X-NetSuite-PropertyNameValidation");
        Consumer<String> onUnknown =
                "Error".equalsIgnoreCase(validation) ? RecordRoutes::refuse : unknown::add;
        boolean selected = "true".equals(ctx.queryParam("replaceSelectedFields"));
        return new RecordWrite(body, replaced, selected, onUnknown);
    }

    private static void refuse(String path) {
        throw NetSuiteError.invalidContent(
                "Error while accessing a resource. Unknown reference or field: " + path + ".",
                path);
    }

    private Answer written(Context ctx, String type, long id, List<String> unknown) {
        String location =
                "%s/services/rest/record/v1/%s/%d"
                        .formatted(NetSuiteApi.publicUrl(ctx), records.canonicalName(type), id);
        Answer answer = Answer.empty(204).with("Location", location);
        return unknown.isEmpty()
                ? answer
                : answer.with(
                        "X-NetSuite-PropertyNameValidation",
                        "Unknown fields: " + String.join(", ", unknown));
    }

    private StoredRecord record(Context ctx) {
        String externalId = externalId(ctx);
        String id = ctx.pathParam("id");
        if (externalId != null) {
            return records.byExternalId(type(ctx), externalId)
                    .orElseThrow(NetSuiteError::nonexistent);
        }
        if (!id.matches("\\d{1,18}")) {
            throw NetSuiteError.nonexistent();
        }
        return records.find(type(ctx), Long.parseLong(id)).orElseThrow(NetSuiteError::nonexistent);
    }

    private void seen(Context ctx, String type, String externalId, int concurrency) {
        account.wrote(records.canonicalName(type), externalId, ctx.method().name(), concurrency);
    }

    private static @Nullable String externalId(Context ctx) {
        String id = ctx.pathParam("id");
        return id.startsWith("eid:") ? id.substring(4) : null;
    }

    private String type(Context ctx) {
        String type = ctx.pathParam("type");
        account.access().checkRecord(type);
        return type;
    }
}
