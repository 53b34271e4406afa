package io.storeledger.clients.bigcommerce;

import io.micrometer.core.instrument.MeterRegistry;
import io.storeledger.clients.http.ApiException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Reads one BigCommerce store; blocks, so call it on virtual threads, from as many as you like.
///
/// All threads share the store's quota: a call waits while little of it is left. Every method
/// throws [ApiException], and retries nothing by itself.
public final class BigCommerceClient implements AutoCloseable {
    /// Keeps the address short enough for every proxy on the way.
    private static final int IDS_A_CALL = 100;

    /// So many come with a customer, however many there are.
    private static final int INLINED_ADDRESSES = 10;

    /// How many orders [#ordersFrom] looks through: a page's worth of ids.
    public static final int ORDERS_A_RANGE = Pages.LIMIT;

    /// How many refunds can be asked for by their ids at once.
    public static final int REFUNDS_A_CALL = IDS_A_CALL;

    private static final String REFUNDS = "v3/orders/payment_actions/refunds";

    private final BigCommerceCalls calls;
    private final Pages pages;
    private final OrderReader orders;

    /// @param clock tells when a quota window ends
    /// @param random spreads the calls that waited for the same window
    /// @param meters gets `storeledger.api.calls` and `storeledger.bigcommerce.quota.left`
    public BigCommerceClient(
            BigCommerceConfig config, Clock clock, RandomGenerator random, MeterRegistry meters) {
        this.calls = new BigCommerceCalls(config, clock, random, meters);
        this.pages = new Pages(calls);
        this.orders = new OrderReader(calls, pages);
    }

    /// An order with its line items, addresses, fees and coupons; one call in the ordinary case.
    ///
    /// @throws ApiException.NotFound if the store has no such order
    public FetchedOrder order(long id) {
        return orders.read(id);
    }

    /// Customers with addresses, attributes and form fields; one that was deleted is missing.
    public List<ObjectNode> customers(Collection<Long> ids) {
        List<Long> all = List.copyOf(ids);
        List<ObjectNode> customers = new ArrayList<>();
        for (int from = 0; from < all.size(); from += IDS_A_CALL) {
            String some =
                    all.subList(from, Math.min(all.size(), from + IDS_A_CALL)).stream()
                            .map(String::valueOf)
                            .collect(Collectors.joining(","));
            customers.addAll(
                    pages.v3(
                            "customers",
                            "v3/customers",
                            Map.of("id:in", some, "include", "addresses,attributes,formfields")));
        }
        return customers;
    }

    /// A customer with all of its addresses; one call unless it has more than ten of them. Empty if
    /// it was deleted.
    public Optional<FetchedCustomer> customer(long id) {
        return customers(List.of(id)).stream()
                .findFirst()
                .map(customer -> withAddresses(id, customer));
    }

    private FetchedCustomer withAddresses(long id, ObjectNode customer) {
        List<ObjectNode> inlined = BigCommerceCalls.objects(customer.path("addresses"));
        long count = FetchedOrder.whole(customer.get("address_count")).orElse(0);
        boolean more = count > inlined.size() || inlined.size() == INLINED_ADDRESSES;
        List<ObjectNode> addresses =
                more
                        ? pages.v3(
                                "customer addresses",
                                "v3/customers/addresses",
                                Map.of("customer_id:in", String.valueOf(id)))
                        : inlined;
        return new FetchedCustomer(customer, addresses, more ? 2 : 1);
    }

    /// The payment transactions of an order.
    public List<ObjectNode> transactions(long orderId) {
        return pages.whole("transactions", "v3/orders/" + orderId + "/transactions");
    }

    /// The refunds of an order.
    public List<ObjectNode> refunds(long orderId) {
        return pages.whole("refunds", "v3/orders/" + orderId + "/payment_actions/refunds");
    }

    /// The refunds of all orders created since a time, for sweeps.
    public List<ObjectNode> refundsCreatedSince(Instant since) {
        return pages.v3("refunds", REFUNDS, Map.of("created:min", since.toString()));
    }

    /// The refunds of all orders created between two times, these included.
    public List<ObjectNode> refundsCreatedBetween(Instant from, Instant to) {
        return pages.v3(
                "refunds",
                REFUNDS,
                Map.of("created:min", from.toString(), "created:max", to.toString()));
    }

    /// Orders modified since a time, oldest change first, without their parts; reads page by page
    /// while it is asked for more.
    public Iterator<ObjectNode> ordersModifiedSince(Instant since) {
        return new RecordsByDate(
                "date_modified",
                (from, page) ->
                        pages.v2(
                                "orders",
                                "v2/orders",
                                Map.of(
                                        "min_date_modified",
                                        from.toString(),
                                        "sort",
                                        "date_modified:asc"),
                                page),
                since);
    }

    /// Orders created between two times, these included, oldest first, without their parts; reads
    /// page by page while it is asked for more, and after a failure goes on where it was.
    public Iterator<ObjectNode> ordersCreatedBetween(Instant from, Instant to) {
        return new RecordsByDate(
                "date_created",
                (since, page) ->
                        pages.v2(
                                "orders",
                                "v2/orders",
                                Map.of(
                                        "min_date_created",
                                        since.toString(),
                                        "max_date_created",
                                        to.toString(),
                                        "sort",
                                        "date_created:asc"),
                                page),
                from);
    }

    /// The orders that the store has of [#ORDERS_A_RANGE] ids from this one on, without their
    /// parts: there is no filter for several ids.
    public List<ObjectNode> ordersFrom(long first) {
        return pages.v2(
                "orders",
                "v2/orders",
                Map.of(
                        "min_id",
                        String.valueOf(first),
                        "max_id",
                        String.valueOf(first + ORDERS_A_RANGE - 1)),
                1);
    }

    /// Refunds of all orders created between two times, these included; reads page by page while it
    /// is asked for more, and after a failure goes on where it was.
    public Iterator<ObjectNode> refundsInPages(Instant from, Instant to) {
        return new RecordPages(page ->
                pages.v3Page(
                        "refunds",
                        REFUNDS,
                        Map.of("created:min", from.toString(), "created:max", to.toString()),
                        page));
    }

    /// Those of these refunds that the store has.
    ///
    /// @param ids at most [#REFUNDS_A_CALL]
    public List<ObjectNode> refundsWithIds(Collection<Long> ids) {
        return pages.v3(
                "refunds",
                REFUNDS,
                Map.of(
                        "id:in",
                        ids.stream().map(String::valueOf).collect(Collectors.joining(","))));
    }

    /// Customers modified since a time, oldest change first, without their parts; reads page by
    /// page while it is asked for more.
    public Iterator<ObjectNode> customersModifiedSince(Instant since) {
        return new RecordsByDate(
                "date_modified",
                (from, page) ->
                        pages.v3Page(
                                "customers",
                                "v3/customers",
                                Map.of(
                                        "date_modified:min",
                                        from.toString(),
                                        "sort",
                                        "date_modified:asc"),
                                page),
                since);
    }

    /// How many calls a second the store's quota allows all its apps; empty while that is not
    /// known, or if there is no limit.
    public OptionalDouble callsPerSecond() {
        return calls.callsPerSecond();
    }

    /// The store's clock, to the second: a cheap proof that token and address are right.
    public Instant time() {
        JsonNode body =
                calls.get("time", "v2/time", Map.of())
                        .orElseThrow(() -> new ApiException.NotFound("BigCommerce tells no time."));
        return Instant.ofEpochSecond(FetchedOrder.whole(body.get("time")).orElse(0));
    }

    /// Any reading that has no method of its own, such as one that only proves a scope.
    ///
    /// @param path below the store, such as `v3/hooks`
    /// @param query names and values as they stand in the address, already encoded
    /// @return empty if there is no content
    public Optional<JsonNode> read(String operation, String path, Map<String, String> query) {
        return calls.get(operation, path, query);
    }

    @Override
    public void close() {
        calls.close();
    }
}
