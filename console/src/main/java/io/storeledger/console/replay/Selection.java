package io.storeledger.console.replay;

import io.storeledger.common.event.Act.Mode;
import io.storeledger.common.topic.Topic;
import io.storeledger.common.topic.Topics;
import io.storeledger.console.log.Position;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/// Which records are replayed.
public sealed interface Selection {

    /// How they are replayed unless somebody says otherwise.
    Mode usualMode();

    /// The keys of its records; empty if only the log knows them.
    Set<String> keys();

    /// Whatever lies between two places of a topic.
    ///
    /// @param partition the only one; empty for all
    /// @param includeReplayed whether what a replay wrote is among them
    record Range(
            Topic<?> topic,
            OptionalInt partition,
            Position from,
            Position to,
            boolean includeReplayed)
            implements Selection {
        /// A snapshot is meant as it was; a webhook only tells to look, so that the store is asked
        /// once for each record, however often it told of it.
        @Override
        public Mode usualMode() {
            return topic.name().equals(Topics.WEBHOOKS.name()) ? Mode.REFETCH : Mode.AS_RECORDED;
        }

        @Override
        public Set<String> keys() {
            return Set.of();
        }
    }

    /// Records of a store by their numbers.
    ///
    /// @param connection the configured connection
    /// @param store the store's hash
    /// @param until the newest snapshot before this time is taken, where one is written as it was
    record Named(
            String connection,
            String store,
            List<Long> customers,
            List<Long> orders,
            List<RefundName> refunds,
            Optional<Instant> until)
            implements Selection {
        public Named {
            customers = List.copyOf(customers);
            orders = List.copyOf(orders);
            refunds = List.copyOf(refunds);
        }

        @Override
        public Mode usualMode() {
            return Mode.REFETCH;
        }

        @Override
        public Set<String> keys() {
            return NamedSource.names(this).stream()
                    .map(told -> told.key().toString())
                    .collect(Collectors.toSet());
        }
    }

    /// A refund, as it is named: by its order.
    record RefundName(long order, long id) {
        @Override
        public String toString() {
            return order + "/" + id;
        }
    }

    /// The topics that can be replayed.
    List<Topic<?>> TOPICS =
            List.of(Topics.WEBHOOKS, Topics.ORDERS, Topics.CUSTOMERS, Topics.REFUNDS);
}
