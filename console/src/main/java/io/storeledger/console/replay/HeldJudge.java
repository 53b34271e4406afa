package io.storeledger.console.replay;

import io.storeledger.common.event.CustomerSnapshot;
import io.storeledger.common.event.HeldRecord;
import io.storeledger.common.event.OrderSnapshot;
import io.storeledger.common.event.RefundSnapshot;
import io.storeledger.common.event.Version;
import io.storeledger.common.json.Json;
import io.storeledger.common.json.MalformedJsonException;
import io.storeledger.common.topic.Topics;
import io.storeledger.console.log.LogReader;
import io.storeledger.mapping.ExternalIds;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/// Judges by the version alone: whether NetSuite holds a newer state, as far as we wrote it.
public final class HeldJudge implements Judge {
    private final LogReader reader;
    private @Nullable Map<String, Version> held;

    public HeldJudge(LogReader reader) {
        this.reader = reader;
    }

    private record Subject(String externalId, Version version) {}

    @Override
    public Judgement judge(
            String topic, String key, Headers headers, byte[] value, boolean forced) {
        Subject subject;
        try {
            subject = subject(topic, value);
        } catch (MalformedJsonException e) {
            return Judgement.of("rejected", "The record is " + e.getMessage() + ".");
        }
        if (subject == null) {
            return Judgement.of(Judgement.REPLAYED, "It would be written again.");
        }
        Version known = held().get(subject.externalId());
        if (known == null) {
            return Judgement.of("created", "NetSuite holds none of it, as far as we wrote it.");
        }
        int newer = subject.version().compareTo(known);
        if (newer < 0 && !forced) {
            return Judgement.of(Judgement.SKIPPED, "NetSuite holds a newer state of it.");
        }
        return newer == 0
                ? Judgement.of(Judgement.UNCHANGED, "NetSuite holds this state of it.")
                : Judgement.of(
                        Judgement.REPLAYED, "It would be compared with what NetSuite holds.");
    }

    private static @Nullable Subject subject(String topic, byte[] value) {
        if (topic.equals(Topics.ORDERS.name())) {
            OrderSnapshot order = Json.read(value, OrderSnapshot.class);
            return new Subject(
                    new ExternalIds(order.store()).salesOrder(Long.toString(order.orderId())),
                    order.version());
        }
        if (topic.equals(Topics.REFUNDS.name())) {
            RefundSnapshot refund = Json.read(value, RefundSnapshot.class);
            return new Subject(
                    new ExternalIds(refund.order().store())
                            .creditMemo(Long.toString(refund.refundId())),
                    refund.version());
        }
        if (topic.equals(Topics.CUSTOMERS.name())) {
            CustomerSnapshot customer = Json.read(value, CustomerSnapshot.class);
            return new Subject(
                    new ExternalIds(customer.store())
                            .customer(Long.toString(customer.customerId())),
                    customer.version());
        }
        return null;
    }

    private Map<String, Version> held() {
        Map<String, Version> known = held;
        if (known == null) {
            Map<String, Version> all = new HashMap<>();
            reader.read(
                    reader.all(Topics.RECORDS),
                    record -> {
                        if (record.value() == null) {
                            all.remove(record.key());
                        } else {
                            all.put(
                                    record.key(),
                                    Json.read(record.value(), HeldRecord.class).version());
                        }
                    });
            held = all;
            known = all;
        }
        return known;
    }
}
