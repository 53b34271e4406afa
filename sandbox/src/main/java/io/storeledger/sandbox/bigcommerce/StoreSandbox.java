package io.storeledger.sandbox.bigcommerce;

import io.storeledger.sandbox.bigcommerce.webhook.Hook;
import io.storeledger.sandbox.bigcommerce.webhook.HookBook;
import io.storeledger.sandbox.bigcommerce.webhook.SignatureScheme;
import io.storeledger.sandbox.bigcommerce.webhook.WebhookCounters;
import io.storeledger.sandbox.bigcommerce.webhook.WebhookSender;
import io.storeledger.sandbox.fault.Fault;
import io.storeledger.sandbox.fault.Faults;
import io.storeledger.sandbox.http.RequestLog;
import io.storeledger.sandbox.json.Json;
import io.storeledger.sandbox.json.PackedTree;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The one simulated store. What is done to it here a merchant or a shopper does in life, and it
/// fires the same callbacks.
///
/// An order is one tree: the fields of `GET /v2/orders/{id}` plus its parts as arrays under
/// `products`, `shipping_addresses`, `coupons`, `fees`, `taxes`, `transactions` and `refunds`.
public final class StoreSandbox implements AutoCloseable {
    private final StoreConfig config;
    private final Faults faults;
    private final Clock clock;
    private final ConcurrentSkipListMap<Long, OrderEntry> orders = new ConcurrentSkipListMap<>();
    private final ConcurrentSkipListMap<Long, PackedTree> customers = new ConcurrentSkipListMap<>();
    private final ConcurrentSkipListMap<Long, Long> orderOfRefund = new ConcurrentSkipListMap<>();
    private final AtomicLong lastOrder = new AtomicLong(100);
    private final AtomicLong lastCustomer = new AtomicLong();
    private final AtomicLong lastAddress = new AtomicLong();
    private final AtomicLong lastRefund = new AtomicLong();
    private final OrderShape shape;
    private final HookBook hooks;
    private final WebhookSender sender;
    private final RequestLog requests = new RequestLog();
    private final Quota quota;
    private volatile boolean revoked;

    /// An empty store.
    public StoreSandbox(StoreConfig config, Faults faults, Clock clock, RandomGenerator random) {
        this.config = config;
        this.faults = faults;
        this.clock = clock;
        this.shape = new OrderShape(config.currency());
        this.hooks = new HookBook(clock);
        this.sender =
                new WebhookSender(
                        hooks, config.clientSecret(), config.webhooks(), faults, clock, random);
        this.quota = new Quota(clock, config.quota(), config.quotaWindow());
    }

    /// Who may call this store, and its settings.
    public StoreConfig config() {
        return config;
    }

    /// Places an order; what it lacks is filled in. Fires `store/order/created`.
    ///
    /// @return the order's id
    public long placeOrder(ObjectNode order) {
        long id = lastOrder.incrementAndGet();
        Instant now = now();
        ObjectNode whole = order.deepCopy();
        shape.complete(whole, id, now, now);
        Instant stale =
                faults.strikes(Fault.BIGCOMMERCE_STALE_READ)
                        ? clock.instant().plus(config.staleFor())
                        : Instant.EPOCH;
        orders.put(id, OrderEntry.of(whole, now, now, stale));
        fire("store/order/created", orderData(id));
        return id;
    }

    /// The order of this id with all its parts, a copy.
    ///
    /// @throws NoSuchElementException if there is none
    public ObjectNode order(long id) {
        return entry(id).packed().tree();
    }

    /// All orders by id, copies.
    public List<ObjectNode> orders() {
        return orders.values().stream().map(entry -> entry.packed().tree()).toList();
    }

    /// How many orders there are, deleted ones not counted.
    public int orderCount() {
        return orders.size();
    }

    /// Moves the order to this status. Fires `statusUpdated` and `updated`, and the transaction's
    /// creation once it is paid.
    public void updateStatus(long id, int statusId) {
        int before = entry(id).statusId();
        change(id, order -> OrderShape.status(order, statusId));
        if (before == statusId) {
            return;
        }
        ObjectNode data = orderData(id);
        ObjectNode status = data.putObject("status");
        status.put("previous_status_id", before);
        status.put("new_status_id", statusId);
        fire("store/order/statusUpdated", data);
        fire("store/order/updated", orderData(id));
    }

    /// Changes the order in any way. Fires `store/order/updated`.
    public void edit(long id, Consumer<ObjectNode> change) {
        change(id, change);
        fire("store/order/updated", orderData(id));
    }

    /// Archives the order, which BigCommerce calls deleting. Fires `store/order/archived`.
    public void archive(long id) {
        change(id, order -> order.put("is_deleted", true));
        fire("store/order/archived", orderData(id));
    }

    /// Deletes the order for good: reading it is a 404 from now on. Fires `store/order/archived`.
    public void delete(long id) {
        orders.remove(id);
        fire("store/order/archived", orderData(id));
    }

    /// Adds a payment to the order. Fires `store/order/transaction/created`.
    public void addTransaction(long id, ObjectNode transaction) {
        change(
                id,
                order -> {
                    ObjectNode added = transaction.deepCopy();
                    added.put("order_id", Long.toString(id));
                    if (!added.has("date_created")) {
                        added.put("date_created", Dates.iso(now()));
                    }
                    ((ArrayNode) order.path("transactions")).add(added);
                });
        List<ObjectNode> all = Json.objects(order(id), "transactions");
        ObjectNode data = Json.object();
        data.put("type", "transaction");
        data.put("order_id", Long.toString(id));
        data.put("transaction_id", Json.text(all.getLast(), "id"));
        fire("store/order/transaction/created", data);
    }

    /// Refunds the order: the refund as `GET .../refunds` shows it, its id and order are filled in.
    /// Fires `refund/created`, and moves the order to Refunded or Partially Refunded.
    ///
    /// @return the refund's id
    public long refund(long orderId, ObjectNode refund, boolean whole) {
        long id = lastRefund.incrementAndGet();
        change(
                orderId,
                order -> {
                    ObjectNode added = refund.deepCopy();
                    added.put("id", id);
                    added.put("order_id", orderId);
                    if (!added.has("created")) {
                        added.put("created", Dates.iso(now()));
                    }
                    ((ArrayNode) order.path("refunds")).add(added);
                });
        orderOfRefund.put(id, orderId);
        ObjectNode data = orderData(orderId);
        data.putObject("refund").put("refund_id", id);
        fire("store/order/refund/created", data);
        OrderStatus status = whole ? OrderStatus.REFUNDED : OrderStatus.PARTIALLY_REFUNDED;
        updateStatus(orderId, status.id());
        return id;
    }

    /// Registers a customer, with `addresses` inside. Fires `store/customer/created`.
    ///
    /// @return the customer's id
    public long addCustomer(ObjectNode customer) {
        long id = lastCustomer.incrementAndGet();
        ObjectNode whole = customer.deepCopy();
        whole.put("id", id);
        CustomerShape.complete(whole, now(), lastAddress::incrementAndGet);
        customers.put(id, PackedTree.of(whole));
        fire("store/customer/created", customerData(id));
        return id;
    }

    /// Changes a customer. Fires `store/customer/updated`.
    public void editCustomer(long id, Consumer<ObjectNode> change) {
        if (customers.computeIfPresent(id, (key, old) -> changedCustomer(old, change)) == null) {
            throw new NoSuchElementException("no customer " + id);
        }
        fire("store/customer/updated", customerData(id));
    }

    /// Deletes a customer. Fires `store/customer/deleted`.
    public void deleteCustomer(long id) {
        customers.remove(id);
        fire("store/customer/deleted", customerData(id));
    }

    /// The customer of this id, a copy.
    public Optional<ObjectNode> customer(long id) {
        return Optional.ofNullable(customers.get(id)).map(PackedTree::tree);
    }

    /// All customers by id, copies.
    public List<ObjectNode> customers() {
        return customers.values().stream().map(PackedTree::tree).toList();
    }

    /// Registers a hook as `POST /v3/hooks` would.
    ///
    /// @return the hook's id
    public long subscribe(URI destination, String scope, Map<String, String> headers) {
        return hooks.add(scope, destination, headers, true).id();
    }

    /// The hooks as they are now.
    public List<Hook> hooks() {
        return hooks.all();
    }

    /// Callbacks that no receiver has taken yet: waiting, under way or waiting for a retry.
    public long undelivered() {
        return sender.counters().pending();
    }

    /// What became of callbacks so far.
    public WebhookCounters webhooks() {
        return sender.counters();
    }

    /// From now on callbacks are signed so.
    public void signatures(SignatureScheme scheme) {
        sender.scheme(scheme);
    }

    /// From now on this many calls are allowed per window.
    public void quota(int calls) {
        quota.limit(calls);
    }

    /// Whether the access token opens nothing any more.
    public void revokeToken(boolean revoke) {
        revoked = revoke;
    }

    /// The API calls seen.
    public RequestLog requests() {
        return requests;
    }

    /// Forgets orders, customers, hooks and counts of requests.
    public void reset() {
        orders.clear();
        customers.clear();
        orderOfRefund.clear();
        hooks.clear();
        sender.unblock();
        requests.forget();
    }

    /// Stops delivering callbacks.
    @Override
    public void close() {
        sender.close();
    }

    ConcurrentSkipListMap<Long, OrderEntry> book() {
        return orders;
    }

    Optional<ObjectNode> orderOfRefund(long refundId) {
        return Optional.ofNullable(orderOfRefund.get(refundId))
                .flatMap(id -> Optional.ofNullable(orders.get(id)))
                .map(entry -> entry.packed().tree());
    }

    boolean stale(OrderEntry entry) {
        return clock.instant().isBefore(entry.staleUntil());
    }

    HookBook hookBook() {
        return hooks;
    }

    WebhookSender sender() {
        return sender;
    }

    Quota quota() {
        return quota;
    }

    boolean tokenRevoked() {
        return revoked;
    }

    Faults faults() {
        return faults;
    }

    Clock clock() {
        return clock;
    }

    private OrderEntry entry(long id) {
        OrderEntry entry = orders.get(id);
        if (entry == null) {
            throw new NoSuchElementException("no order " + id);
        }
        return entry;
    }

    private void change(long id, Consumer<ObjectNode> change) {
        OrderEntry changed =
                orders.computeIfPresent(
                        id,
                        (key, old) -> {
                            ObjectNode order = old.packed().tree();
                            change.accept(order);
                            shape.complete(order, id, old.created(), now());
                            return OrderEntry.of(order, old.created(), now(), old.staleUntil());
                        });
        if (changed == null) {
            throw new NoSuchElementException("no order " + id);
        }
    }

    private PackedTree changedCustomer(PackedTree old, Consumer<ObjectNode> change) {
        ObjectNode customer = old.tree();
        change.accept(customer);
        customer.put("date_modified", Dates.iso(now()));
        CustomerShape.complete(customer, now(), lastAddress::incrementAndGet);
        return PackedTree.of(customer);
    }

    private void fire(String scope, ObjectNode data) {
        sender.send(scope, data, config.hash(), config.storeId());
    }

    private static ObjectNode orderData(long id) {
        ObjectNode data = Json.object();
        data.put("type", "order");
        data.put("id", id);
        return data;
    }

    private static ObjectNode customerData(long id) {
        ObjectNode data = Json.object();
        data.put("type", "customer");
        data.put("id", id);
        return data;
    }

    // Both APIs tell times in whole seconds.
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }
}
