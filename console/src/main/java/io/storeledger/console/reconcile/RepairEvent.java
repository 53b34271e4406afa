package io.storeledger.console.reconcile;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.storeledger.common.event.EventHeaders;
import io.storeledger.common.event.Finding;
import io.storeledger.common.json.Json;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import tools.jackson.databind.node.ObjectNode;

/// What a webhook would tell of a finding's record, in the vendor's own shape.
///
/// CloudEvents' attributes are in its headers; `ce_source` names the reconciliation.
///
/// @param body of the event
/// @param headers that go with it
record RepairEvent(ObjectNode body, List<Header> headers) {

    /// @param forced whether it is to be written although it was written before
    static RepairEvent of(Finding finding, String run, String by, boolean forced, Instant now) {
        String scope =
                switch (finding.what()) {
                    case ORDER -> "store/order/updated";
                    case REFUND -> "store/order/refund/created";
                };
        String source = "/storeledger/reconciliations/" + run;
        ObjectNode data = Json.object().put("type", "order").put("id", finding.orderId());
        switch (finding.what()) {
            case ORDER -> {}
            case REFUND -> data.putObject("refund").put("refund_id", finding.id());
        }
        String hash = sha1(scope + data + source);
        ObjectNode body = Json.object();
        body.put("scope", scope);
        body.set("data", data);
        body.put("hash", hash);
        body.put("created_at", now.getEpochSecond());
        body.put("producer", "stores/" + finding.store());
        var headers = new RecordHeaders();
        EventHeaders.add(headers, EventHeaders.CE_SPECVERSION, "1.0");
        EventHeaders.add(headers, EventHeaders.CE_ID, hash);
        EventHeaders.add(headers, EventHeaders.CE_SOURCE, source);
        EventHeaders.add(headers, EventHeaders.CE_TYPE, scope);
        EventHeaders.add(headers, EventHeaders.CE_TIME, now.toString());
        EventHeaders.add(headers, EventHeaders.CE_SUBJECT, finding.key().toString());
        EventHeaders.add(headers, EventHeaders.CONTENT_TYPE, "application/json");
        EventHeaders.add(headers, EventHeaders.CONNECTION, finding.connection());
        EventHeaders.add(headers, EventHeaders.REPLAY, run);
        EventHeaders.add(headers, EventHeaders.REPLAYED_BY, by);
        if (forced) {
            EventHeaders.add(headers, EventHeaders.FORCED, "true");
        }
        return new RepairEvent(body, List.of(headers.toArray()));
    }

    private static String sha1(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-1").digest(text.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-1", e);
        }
    }
}
