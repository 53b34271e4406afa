package io.storeledger.console;

import io.storeledger.common.event.CustomerSnapshot;
import io.storeledger.common.event.CustomerSnapshot.Presence;
import io.storeledger.common.event.HeldRecord;
import io.storeledger.common.event.OrderSnapshot;
import io.storeledger.common.event.OrderSnapshot.Disposition;
import io.storeledger.common.event.RefundSnapshot;
import io.storeledger.common.event.Version;
import io.storeledger.common.json.Json;
import java.time.Instant;
import java.util.List;

/// What the store said, as tests need it.
public final class Snapshots {
    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

    private Snapshots() {}

    /// The version of the how-manieth change.
    public static Version version(int change) {
        return new Version(BEGIN.plusSeconds(change), BEGIN.plusSeconds(change));
    }

    /// An order as of the how-manieth change.
    public static OrderSnapshot order(long id, int change) {
        return new OrderSnapshot(
                "main",
                "abc",
                id,
                Disposition.IMPORT,
                Json.object().put("id", id),
                List.of(),
                List.of(),
                List.of(),
                version(change),
                List.of(),
                1);
    }

    /// A refund of an order.
    public static RefundSnapshot refund(long order, long id) {
        return new RefundSnapshot(
                id, Json.object().put("id", id), order(order, 1), version(1), List.of(), 2);
    }

    /// A customer.
    public static CustomerSnapshot customer(long id) {
        return new CustomerSnapshot(
                "main",
                "abc",
                id,
                Presence.PRESENT,
                Json.object().put("id", id),
                List.of(),
                version(1),
                List.of(),
                1);
    }

    /// What NetSuite holds of an order.
    public static HeldRecord held(String externalId, int change) {
        return new HeldRecord("salesOrder", externalId, "17", version(change), "digest", null);
    }
}
