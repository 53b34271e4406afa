package io.storeledger.console.replay;

import io.storeledger.common.event.Sighting.Kind;
import io.storeledger.common.topic.Topics;
import io.storeledger.console.log.LogReader;
import io.storeledger.console.replay.Selection.RefundName;
import io.storeledger.console.web.BadRequest;
import java.util.SortedSet;
import java.util.TreeSet;

/// Names refunds as they are named everywhere, with their order, where only their own number is
/// said.
public final class RefundNames {
    private RefundNames() {}

    /// The refund of a store that has this number.
    ///
    /// @throws BadRequest if the log has none, or several orders have one
    public static RefundName find(LogReader reader, String store, long id) {
        SortedSet<Long> orders = new TreeSet<>();
        reader.read(
                reader.all(Topics.REFUNDS),
                record -> {
                    if (record.key() != null && record.value() != null) {
                        Told.of(Topics.REFUNDS, record.key(), record.headers(), record.value())
                                .filter(told -> told.kind() == Kind.REFUND)
                                .filter(told -> told.id() == id && told.store().equals(store))
                                .ifPresent(told -> orders.add(told.parent()));
                    }
                });
        if (orders.isEmpty()) {
            throw new BadRequest(
                    "The log has no refund %d of the store; name it with its order, such as 1001/%1$d, if a webhook told of it. storeledger backfill brings what no webhook told."
                            .formatted(id));
        }
        if (orders.size() > 1) {
            throw new BadRequest(
                    "Several orders have a refund %d; name it with its order: %s."
                            .formatted(
                                    id,
                                    String.join(
                                            ", ",
                                            orders.stream()
                                                    .map(order -> order + "/" + id)
                                                    .toList())));
        }
        return new RefundName(orders.first(), id);
    }
}
