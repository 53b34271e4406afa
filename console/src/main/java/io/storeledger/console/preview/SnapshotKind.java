package io.storeledger.console.preview;

import io.storeledger.common.event.CustomerSnapshot;
import io.storeledger.common.event.OrderSnapshot;
import io.storeledger.common.event.RefundSnapshot;
import io.storeledger.common.event.Version;
import io.storeledger.common.json.Json;
import io.storeledger.common.topic.Topic;
import io.storeledger.common.topic.Topics;
import java.util.Arrays;
import java.util.Optional;

/// What is brought from the store into NetSuite.
public enum SnapshotKind {
    ORDER("order"),
    REFUND("refund"),
    CUSTOMER("customer");

    private final String word;

    SnapshotKind(String word) {
        this.word = word;
    }

    /// What people call one.
    public String word() {
        return word;
    }

    /// What a topic holds snapshots of; empty if it holds none.
    static Optional<SnapshotKind> of(Topic<?> topic) {
        return Arrays.stream(values())
                .filter(kind -> kind.topic().name().equals(topic.name()))
                .findFirst();
    }

    Topic<?> topic() {
        return switch (this) {
            case ORDER -> Topics.ORDERS;
            case REFUND -> Topics.REFUNDS;
            case CUSTOMER -> Topics.CUSTOMERS;
        };
    }

    /// A snapshot with what tells it from others.
    record Read(long id, Version version, Object snapshot) {}

    Read read(byte[] value) {
        return switch (this) {
            case ORDER -> {
                var order = Json.read(value, OrderSnapshot.class);
                yield new Read(order.orderId(), order.version(), order);
            }
            case REFUND -> {
                var refund = Json.read(value, RefundSnapshot.class);
                yield new Read(refund.refundId(), refund.version(), refund);
            }
            case CUSTOMER -> {
                var customer = Json.read(value, CustomerSnapshot.class);
                yield new Read(customer.customerId(), customer.version(), customer);
            }
        };
    }
}
