package io.storeledger.console.replay;

import io.storeledger.common.event.Act.Mode;
import io.storeledger.common.topic.Topic;
import io.storeledger.common.topic.Topics;
import io.storeledger.console.log.Position;
import io.storeledger.console.web.BadRequest;
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
        public Range {
            boolean swapped =
                    switch (from) {
                        case Position.Offset(long first) ->
                                to instanceof Position.Offset(long behind) && first > behind;
                        case Position.Time(Instant first) ->
                                to instanceof Position.Time(Instant behind)
                                        && !first.isBefore(behind);
                        case Position.Beginning() -> false;
                        case Position.End() -> false;
                    };
            if (swapped) {
                throw new BadRequest("--from should lie before --to; swap them.");
            }
        }

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
        /// Reads `order/id`; empty if it is no such thing.
        public static Optional<RefundName> parse(String text) {
            if (!text.matches("\\d{1,18}/\\d{1,18}")) {
                return Optional.empty();
            }
            int slash = text.indexOf('/');
            return Optional.of(
                    new RefundName(
                            Long.parseLong(text.substring(0, slash)),
                            Long.parseLong(text.substring(slash + 1))));
        }

        @Override
        public String toString() {
            return order + "/" + id;
        }
    }

    /// The topics that can be replayed.
    List<Topic<?>> TOPICS =
            List.of(Topics.WEBHOOKS, Topics.ORDERS, Topics.CUSTOMERS, Topics.REFUNDS);
}
