package io.storeledger.sandbox.bigcommerce;

import io.javalin.http.Context;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/// The filters and the sorting of `GET /v2/orders`.
final class OrderFilter {
    private static final Map<String, BiPredicate<OrderEntry, Instant>> TIMES =
            Map.of(
                    "min_date_created", (o, t) -> !o.created().isBefore(t),
                    "max_date_created", (o, t) -> !o.created().isAfter(t),
                    "min_date_modified", (o, t) -> !o.modified().isBefore(t),
                    "max_date_modified", (o, t) -> !o.modified().isAfter(t));
    private static final Map<String, BiPredicate<OrderEntry, BigDecimal>> NUMBERS =
            Map.of(
                    "min_id", (o, n) -> o.id() >= n.longValue(),
                    "max_id", (o, n) -> o.id() <= n.longValue(),
                    "min_total", (o, n) -> o.total().compareTo(n) >= 0,
                    "max_total", (o, n) -> o.total().compareTo(n) <= 0,
                    "customer_id", (o, n) -> o.customerId() == n.longValue(),
                    "status_id", (o, n) -> o.statusId() == n.intValue(),
                    "channel_id", (o, n) -> o.channelId() == n.longValue());
    private static final Map<String, BiPredicate<OrderEntry, String>> TEXTS =
            Map.of(
                    "email", (o, t) -> o.email().equalsIgnoreCase(t),
                    "cart_id", (o, t) -> o.cartId().equals(t),
                    "payment_method", (o, t) -> o.paymentMethod().equals(t),
                    "external_order_id", (o, t) -> o.externalOrderId().equals(t),
                    "is_deleted", (o, t) -> o.archived() == t.equals("true"));
    private static final Map<String, Comparator<OrderEntry>> SORTS =
            Map.of(
                    "id", Comparator.comparingLong(OrderEntry::id),
                    "customer_id", Comparator.comparingLong(OrderEntry::customerId),
                    "date_created", Comparator.comparing(OrderEntry::created),
                    "date_modified", Comparator.comparing(OrderEntry::modified),
                    "status_id", Comparator.comparingInt(OrderEntry::statusId),
                    "channel_id", Comparator.comparingLong(OrderEntry::channelId));

    private OrderFilter() {}

    /// The orders that the request wants, sorted; empty if a filter can't be read.
    static Optional<List<OrderEntry>> apply(Context ctx, Iterable<OrderEntry> all) {
        Predicate<OrderEntry> wanted = order -> true;
        for (String name : ctx.queryParamMap().keySet()) {
            String value = ctx.queryParam(name);
            if (value == null || value.isEmpty()) {
                continue;
            }
            BiPredicate<OrderEntry, Instant> time = TIMES.get(name);
            BiPredicate<OrderEntry, BigDecimal> number = NUMBERS.get(name);
            BiPredicate<OrderEntry, String> text = TEXTS.get(name);
            if (time != null) {
                Optional<Instant> instant = Dates.read(value);
                if (instant.isEmpty()) {
                    return Optional.empty();
                }
                wanted = wanted.and(order -> time.test(order, instant.get()));
            } else if (number != null) {
                if (!value.matches("-?\\d+(\\.\\d+)?")) {
                    return Optional.empty();
                }
                BigDecimal decimal = new BigDecimal(value);
                wanted = wanted.and(order -> number.test(order, decimal));
            } else if (text != null) {
                wanted = wanted.and(order -> text.test(order, value));
            }
        }
        Comparator<OrderEntry> sort = sort(ctx.queryParam("sort"));
        if (sort == null) {
            return Optional.empty();
        }
        Predicate<OrderEntry> filter = wanted;
        return Optional.of(
                StreamSupport.stream(all.spliterator(), false)
                        .filter(filter)
                        .sorted(sort)
                        .toList());
    }

    private static @Nullable Comparator<OrderEntry> sort(@Nullable String asked) {
        Comparator<OrderEntry> byId = Comparator.comparingLong(OrderEntry::id);
        if (asked == null) {
            return byId;
        }
        String[] parts = asked.split(":", 2);
        Comparator<OrderEntry> by = SORTS.get(parts[0]);
        if (by == null) {
            return null;
        }
        boolean descending = parts.length > 1 && parts[1].equals("desc");
        return (descending ? by.reversed() : by).thenComparing(byId);
    }
}
