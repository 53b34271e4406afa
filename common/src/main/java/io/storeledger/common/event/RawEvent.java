package io.storeledger.common.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.storeledger.common.json.Json;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import tools.jackson.databind.node.ObjectNode;

/// What a webhook would have told of a record, in the vendor's own shape, so that the ordinary flow
/// takes it: written for what sweeps found, and for what is to be fetched again.
///
/// `store_id` is left out: nothing of ours reads it, and `producer` names the store.
///
/// @param key of the record that it tells of
/// @param headers CloudEvents' attributes; `ce_source` names who tells
/// @param body as the vendor would have sent it
public record RawEvent(RecordKey key, Headers headers, ObjectNode body) {

    /// Tells of what was seen, or is to be looked at. A refund without an id (0) is all of its
    /// order's.
    public static RawEvent of(Sighting sighting) {
        String scope =
                switch (sighting.kind()) {
                    case ORDER -> "store/order/updated";
                    case REFUND -> "store/order/refund/created";
                    case CUSTOMER -> "store/customer/updated";
                };
        ObjectNode data = data(sighting);
        String hash = sha1(scope + data + sighting.asOf() + sighting.source());
        ObjectNode body = Json.object();
        body.put("scope", scope);
        body.set("data", data);
        body.put("hash", hash);
        body.put("created_at", sighting.asOf().getEpochSecond());
        body.put("producer", "stores/" + sighting.store());
        var headers = new RecordHeaders();
        EventHeaders.add(headers, EventHeaders.CE_SPECVERSION, "1.0");
        EventHeaders.add(headers, EventHeaders.CE_ID, hash);
        EventHeaders.add(headers, EventHeaders.CE_SOURCE, sighting.source());
        EventHeaders.add(headers, EventHeaders.CE_TYPE, scope);
        EventHeaders.add(headers, EventHeaders.CE_TIME, sighting.asOf().toString());
        EventHeaders.add(headers, EventHeaders.CE_SUBJECT, sighting.key().toString());
        EventHeaders.add(headers, EventHeaders.CONTENT_TYPE, "application/json");
        EventHeaders.add(headers, EventHeaders.CONNECTION, sighting.connection());
        return new RawEvent(sighting.key(), headers, body);
    }

    /// The body as it is written.
    public byte[] bytes() {
        return Json.bytes(body);
    }

    private static ObjectNode data(Sighting sighting) {
        ObjectNode data = Json.object();
        switch (sighting.kind()) {
            case ORDER -> data.put("type", "order").put("id", sighting.id());
            case CUSTOMER -> data.put("type", "customer").put("id", sighting.id());
            case REFUND -> {
                data.put("type", "order").put("id", sighting.parent());
                data.putObject("refund").put("refund_id", sighting.id());
            }
        }
        return data;
    }

    private static String sha1(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-1");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-1", e);
        }
    }

    /// Names the record.
    @Override
    public String toString() {
        return "RawEvent[" + key + "]";
    }
}
