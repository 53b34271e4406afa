package io.storeledger.sandbox.bigcommerce;

import io.storeledger.sandbox.bigcommerce.catalog.Catalog;
import io.storeledger.sandbox.bigcommerce.catalog.CatalogVariant;
import io.storeledger.sandbox.bigcommerce.catalog.Inventory;
import io.storeledger.sandbox.bigcommerce.webhook.Hook;
import io.storeledger.sandbox.bigcommerce.webhook.HookBook;
import io.storeledger.sandbox.bigcommerce.webhook.SignatureScheme;
import io.storeledger.sandbox.bigcommerce.webhook.WebhookCounters;
import io.storeledger.sandbox.bigcommerce.webhook.WebhookSender;
import io.storeledger.sandbox.fault.Faults;
import io.storeledger.sandbox.http.RequestLog;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import tools.jackson.databind.node.ObjectNode;

/// The one simulated store. What is done to it here a merchant or a shopper does in life, and it
/// fires the same callbacks.
///
/// An order is one tree: the fields of `GET /v2/orders/{id}` plus its parts as arrays under
/// `products`, `shipping_addresses`, `coupons`, `fees`, `taxes`, `transactions` and `refunds`.
public final class StoreSandbox implements AutoCloseable {
    private static final Duration INVENTORY_LAG = Duration.ofSeconds(2);

    private final StoreConfig config;
    private final Faults faults;
    private final Clock clock;
    private final Catalog catalog;
    private final Inventory inventory;
    private final OrderStock stock;
    private final OrderBook orders;
    private final RefundBook refunds;
    private final CustomerBook customers;
    private final HookBook hooks;
    private final WebhookSender sender;
    private final Events events;
    private final RequestLog requests = new RequestLog();
    private final Quota quota;
    private volatile boolean revoked;
    private volatile Set<String> scopes;
    private volatile Duration clockSkew = Duration.ZERO;

    /// An empty store. What is written to its inventory is seen 2 s later, by the time scale of its
    /// webhooks.
    public StoreSandbox(StoreConfig config, Faults faults, Clock clock, RandomGenerator random) {
        this.config = config;
        this.faults = faults;
        this.clock = clock;
        this.scopes = config.scopes();
        this.hooks = new HookBook(clock);
        this.sender =
                new WebhookSender(
                        hooks, config.clientSecret(), config.webhooks(), faults, clock, random);
        this.events = new Events(sender, config);
        sender.tellTrouble(events::fire);
        this.quota = new Quota(clock, config.quota(), config.quotaWindow());
        this.catalog = new Catalog(clock);
        double scale = config.webhooks().timeScale();
        Duration lag = Duration.ofMillis(Math.round(INVENTORY_LAG.toMillis() * scale));
        this.inventory = new Inventory(catalog, lag, events::fire);
        this.stock = new OrderStock(inventory);
        this.orders = new OrderBook(config, faults, clock, events, stock);
        this.refunds = new RefundBook(orders, events, clock);
        this.customers = new CustomerBook(clock, events);
    }

    /// Who may call this store, and its settings.
    public StoreConfig config() {
        return config;
    }

    /// What the store sells.
    public Catalog catalog() {
        return catalog;
    }

    /// How much of it there is.
    public Inventory inventory() {
        return inventory;
    }

    /// Units sold by SKU: those of all orders but incomplete, cancelled and declined ones, and
    /// refunded ones whose goods went back into the stock. Bundled products count too.
    public Map<String, Long> sold() {
        return stock.sold();
    }

    /// Places an order; what it lacks is filled in. Fires `store/order/created`. As soon as it
    /// isn't incomplete it takes its goods from the stock of the default location.
    ///
    /// @return the order's id
    public long placeOrder(ObjectNode order) {
        return orders.place(order);
    }

    /// The order of this id with all its parts, a copy.
    ///
    /// @throws NoSuchElementException if there is none
    public ObjectNode order(long id) {
        return orders.order(id);
    }

    /// All orders by id, copies.
    public List<ObjectNode> orders() {
        return book().values().stream().map(entry -> entry.packed().tree()).toList();
    }

    /// How many orders there are, deleted ones not counted.
    public int orderCount() {
        return book().size();
    }

    /// Moves the order to this status. Fires `statusUpdated` and `updated`. Cancelled and declined
    /// orders put their goods back if the inventory's settings say so.
    public void updateStatus(long id, int statusId) {
        orders.updateStatus(id, statusId);
    }

    /// Changes the order in any way. Fires `store/order/updated`.
    public void edit(long id, Consumer<ObjectNode> change) {
        orders.edit(id, change);
    }

    /// Archives the order, which BigCommerce calls deleting. Fires `store/order/archived`.
    public void archive(long id) {
        orders.archive(id);
    }

    /// Deletes the order for good: reading it is a 404 from now on. Fires `store/order/archived`.
    public void delete(long id) {
        orders.delete(id);
    }

    /// Adds a payment to the order. Fires `store/order/transaction/created`.
    public void addTransaction(long id, ObjectNode transaction) {
        orders.addTransaction(id, transaction);
    }

    /// Refunds the order: the refund as `GET .../refunds` shows it, its id and order are filled in.
    /// Fires `refund/created`, and moves the order to Refunded or Partially Refunded.
    ///
    /// @return the refund's id
    /// @throws IllegalArgumentException if it is more than what is left of the order
    public long refund(long orderId, ObjectNode refund, boolean whole) {
        return refunds.add(orderId, refund, whole);
    }

    /// The payment provider answers late: from now on this payment of the refund is declined, or
    /// isn't. No event tells of it.
    ///
    /// @param payment its place among the refund's payments, from 0
    public void settleRefund(long refundId, int payment, boolean declined) {
        refunds.settle(refundId, payment, declined);
    }

    /// All refunds by id, with what was really paid back.
    public List<PaidRefund> refunds() {
        return refunds.all();
    }

    /// What can still be refunded of the order: its total less what was paid back.
    public BigDecimal refundable(long orderId) {
        return RefundBook.left(order(orderId));
    }

    /// Registers a customer, with `addresses` inside. Fires `store/customer/created`.
    ///
    /// @return the customer's id
    /// @throws IllegalArgumentException if the e-mail address is registered already
    public long addCustomer(ObjectNode customer) {
        return customers.add(customer);
    }

    /// Changes a customer. Fires `store/customer/updated`.
    public void editCustomer(long id, Consumer<ObjectNode> change) {
        customers.edit(id, change);
    }

    /// Deletes a customer. Fires `store/customer/deleted`.
    public void deleteCustomer(long id) {
        customers.delete(id);
    }

    /// Adds an address. Fires `store/customer/address/created`, and nothing else.
    ///
    /// @return the address's id
    public long addAddress(long customerId, ObjectNode address) {
        return customers.addAddress(customerId, address);
    }

    /// Changes an address. Fires `store/customer/address/updated`, and nothing else.
    public void editAddress(long customerId, long addressId, Consumer<ObjectNode> change) {
        customers.editAddress(customerId, addressId, change);
    }

    /// Deletes an address. Fires `store/customer/address/deleted`, and nothing else.
    public void deleteAddress(long customerId, long addressId) {
        customers.deleteAddress(customerId, addressId);
    }

    /// The customer of this id, a copy.
    public Optional<ObjectNode> customer(long id) {
        return customers.find(id);
    }

    /// The id of the customer who registered with this e-mail address.
    public Optional<Long> customerOf(String email) {
        return customers.find(email);
    }

    /// All customers by id, copies.
    public List<ObjectNode> customers() {
        return customerBook().values().stream().map(entry -> entry.packed().tree()).toList();
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

    /// Switches a hook off as BigCommerce does after the last failed retry.
    public void deactivateHook(long id) {
        hooks.deactivate(id);
    }

    /// Blocks this destination's domain as if too many callbacks had failed.
    public void blockDomain(URI destination) {
        sender.block(destination);
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

    /// From now on the token has these OAuth scopes; what needs another is a 403.
    public void scopes(Set<String> granted) {
        scopes = Set.copyOf(granted);
    }

    /// The token's OAuth scopes.
    public Set<String> scopes() {
        return scopes;
    }

    /// From now on `GET /v2/time` is so much ahead of the real time, behind it if negative.
    public void clockSkew(Duration ahead) {
        clockSkew = ahead;
    }

    /// The API calls seen.
    public RequestLog requests() {
        return requests;
    }

    /// Forgets orders, customers, stock, hooks and counts of requests; the catalogue stays.
    public void reset() {
        book().clear();
        customers.clear();
        refunds.clear();
        stock.clear();
        inventory.clear();
        hooks.clear();
        sender.unblock();
        requests.forget();
    }

    /// Stops delivering callbacks.
    @Override
    public void close() {
        inventory.close();
        sender.close();
    }

    ConcurrentSkipListMap<Long, OrderEntry> book() {
        return orders.entries();
    }

    ConcurrentSkipListMap<Long, CustomerEntry> customerBook() {
        return customers.entries();
    }

    Optional<ObjectNode> orderOfRefund(long refundId) {
        return refunds.order(refundId);
    }

    List<OrderEntry> refundedOrders() {
        return refunds.refunded();
    }

    boolean stale(OrderEntry entry) {
        return orders.stale(entry);
    }

    void tellOfProduct(String what, long id) {
        events.fire("store/product/" + what, Events.data("product", id));
    }

    void tellOfSku(String what, CatalogVariant variant) {
        ObjectNode data = Events.data("sku", variant.id());
        ObjectNode sku = data.putObject("sku");
        sku.put("product_id", variant.productId());
        sku.put("variant_id", variant.id());
        events.fire("store/sku/" + what, data);
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

    Instant toldTime() {
        return clock.instant().plus(clockSkew);
    }
}
