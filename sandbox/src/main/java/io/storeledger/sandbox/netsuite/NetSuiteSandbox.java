package io.storeledger.sandbox.netsuite;

import io.storeledger.sandbox.fault.Faults;
import io.storeledger.sandbox.http.RequestLog;
import io.storeledger.sandbox.json.Json;
import io.storeledger.sandbox.netsuite.record.Features;
import io.storeledger.sandbox.netsuite.record.OrderState;
import io.storeledger.sandbox.netsuite.record.RecordStore;
import io.storeledger.sandbox.netsuite.record.RecordWrite;
import io.storeledger.sandbox.netsuite.record.References;
import io.storeledger.sandbox.netsuite.stock.Place;
import io.storeledger.sandbox.netsuite.stock.Stock;
import java.math.BigDecimal;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.random.RandomGenerator;
import tools.jackson.databind.node.ObjectNode;

/// The one simulated account. What is done to it here people inside NetSuite do in life.
public final class NetSuiteSandbox {
    private final NetSuiteConfig config;
    private final Faults faults;
    private final ShiftedClock clock;
    private final RandomGenerator random;
    private final References references = new References();
    private final Features features = new Features();
    private final Stock stock;
    private final RecordStore records;
    private final Office office;
    private final Lists lists;
    private final Warehouse warehouse;
    private final Merchandiser merchandiser;
    private final Access access = new Access();
    private final Tokens tokens;
    private final Gate gate;
    private final RequestLog requests = new RequestLog();
    private final LongAdder refusals = new LongAdder();
    private final WriteLog writes = new WriteLog();
    private volatile Duration latency;
    private volatile double latencySpread;

    /// An account without records and without anything to refer to.
    public NetSuiteSandbox(
            NetSuiteConfig config, Faults faults, Clock clock, RandomGenerator random) {
        this.config = config;
        this.faults = faults;
        this.clock = new ShiftedClock(clock);
        this.random = random;
        this.stock = new Stock(this.clock);
        this.records = new RecordStore(references, stock, features, this.clock);
        this.office = new Office(records);
        this.lists = new Lists(references, stock, this.clock);
        this.warehouse = new Warehouse(this, office);
        this.merchandiser = new Merchandiser(this);
        this.tokens = new Tokens(config.clientId(), config.tokenLifetime(), this.clock, random);
        this.gate = new Gate(config.concurrencyLimit());
        this.latency = config.latency();
        this.latencySpread = config.latencySpread();
    }

    /// A write that reached the records.
    ///
    /// @param externalId "" for none
    /// @param concurrency calls under way when it was made, itself included
    public record WriteSeen(
            String type, String externalId, String method, int concurrency, long epochMillis) {}

    /// The account's settings.
    public NetSuiteConfig config() {
        return config;
    }

    /// From now on assertions signed with this key and `kid` are accepted.
    public void registerCertificate(String kid, PublicKey key) {
        tokens.certificate(kid, key);
    }

    /// The ids of the certificates.
    public Set<String> certificates() {
        return tokens.certificates();
    }

    /// Makes all access tokens worthless.
    public void revokeTokens() {
        tokens.revoke();
    }

    /// Why assertions were refused, oldest first.
    public List<String> loginAuditTrail() {
        return tokens.trail();
    }

    /// All records of this type, as a GET with `expandSubResources` shows them.
    public List<ObjectNode> records(String type) {
        RecordView view = new RecordView("");
        return records.all(type).stream()
                .map(stored -> view.of(records, type, stored, true))
                .toList();
    }

    /// How many records of this type there are.
    public int recordCount(String type) {
        return records.all(type).size();
    }

    /// The record of this type and external id.
    public Optional<ObjectNode> byExternalId(String type, String externalId) {
        return records.byExternalId(type, externalId)
                .map(stored -> new RecordView("").of(records, type, stored, true));
    }

    /// Writes a record as somebody inside NetSuite would, and gives its internal id.
    public long create(String type, ObjectNode body) {
        return records.create(type, RecordWrite.of(body));
    }

    /// Adds an item. `attributes` are more columns, such as `baseprice` or `taxrate` (percent).
    ///
    /// @param type as SuiteQL's `itemtype`: InvtPart, NonInvtPart, Service, OthCharge, Discount,
    ///   ...
    /// @return its internal id
    public long addItem(String sku, String type, Map<String, String> attributes) {
        return lists.addItem(sku, type, attributes);
    }

    /// Adds many inventory items, `PREFIX000000` and so on, with stock at each of the locations,
    /// and gives the first one's internal id; the others follow.
    public long addItems(String skuPrefix, int count, List<Long> locations, long onHand) {
        long[] ids = locations.stream().mapToLong(Long::longValue).toArray();
        return lists.addItems(skuPrefix, count, ids, BigDecimal.valueOf(onHand));
    }

    /// Changes columns of an item, such as `baseprice`, `displayname`, `isinactive` (T or F) or
    /// `price:2`, its price in level 2.
    public void changeItem(String sku, Map<String, String> columns) {
        lists.changeItem(sku, columns);
    }

    /// Counts the stock of an item at a location: from now on so much is on hand.
    public void stock(long item, long location, long onHand) {
        stock.count(new Place(item, location), BigDecimal.valueOf(onHand));
    }

    /// Adds an entry of a reference list: `subsidiary`, `location`, `department`, `classification`,
    /// `currency`, `salestaxitem`, `shipitem`, `paymentmethod` or `term`.
    ///
    /// @param attributes more columns, such as `subsidiary` (ids, comma-separated) of a location
    /// @return its internal id
    public long addReference(String table, String name, Map<String, String> attributes) {
        return lists.addReference(table, name, attributes);
    }

    /// The internal id of the entry whose column has this value.
    public Optional<String> idOf(String table, String column, String value) {
        return references.table(table).where(column, value).map(row -> Json.text(row, "id"));
    }

    /// From now on so many calls may be under way at once.
    public void concurrencyLimit(int calls) {
        gate.limit(calls);
    }

    /// From now on calls take this long at the median.
    public void latency(Duration median) {
        latency = median;
    }

    /// From now on calls stray so far from the median: sigma of a log-normal.
    public void latencySpread(double sigma) {
        latencySpread = sigma;
    }

    /// Makes a record out of another one as somebody inside NetSuite would, and gives the new one's
    /// internal id.
    public long transform(String type, long id, String target, ObjectNode body) {
        return records.transform(type, id, target, RecordWrite.of(body));
    }

    /// Fulfils the whole sales order: its status becomes F, Pending Billing.
    public void fulfil(String externalId) {
        office.fulfil(office.order(externalId));
    }

    /// Sets the sales order to status D, Partially Fulfilled, by hand: no line shows it.
    public void fulfilPartly(String externalId) {
        state(externalId, OrderState.D);
    }

    /// Fulfils and bills the sales order with an invoice: its status becomes G.
    public void bill(String externalId) {
        bill(externalId, "invoice");
    }

    /// Fulfils and bills the sales order and gives the bill's internal id.
    ///
    /// @param as `invoice` or `cashSale`
    public long bill(String externalId, String as) {
        return office.bill(office.order(externalId), as);
    }

    /// Moves the sales order to any state by hand.
    public void state(String externalId, OrderState state) {
        office.state(office.order(externalId), state);
    }

    /// The columns of the item of this SKU.
    public ObjectNode item(String sku) {
        return lists.item(sku).deepCopy();
    }

    /// The columns of all items.
    public List<ObjectNode> items() {
        return references.table("item").all().stream().map(ObjectNode::deepCopy).toList();
    }

    /// The SKU of the item of this internal id.
    public String sku(long item) {
        return lists.sku(item);
    }

    /// What the account has switched on.
    public Features features() {
        return features;
    }

    /// What the integration's role may do.
    public Access access() {
        return access;
    }

    /// Who receives, sends and bills; nobody works until it is started.
    public Warehouse warehouse() {
        return warehouse;
    }

    /// Who keeps prices, names and new items; nobody does until it is started.
    public Merchandiser merchandiser() {
        return merchandiser;
    }

    /// From now on the account's clock is ahead by this much; it shows in `Date` headers, in
    /// refused assertions and in all times.
    public void clockAhead(Duration by) {
        clock.ahead(by);
    }

    /// What lies on the shelves.
    public Stock stock() {
        return stock;
    }

    /// Calls under way now.
    public int inFlight() {
        return gate.inside();
    }

    /// The most calls that were ever under way at once.
    public int maxInFlight() {
        return gate.most();
    }

    /// Calls refused for concurrency.
    public long concurrencyRefusals() {
        return refusals.sum();
    }

    /// The API calls seen.
    public RequestLog requests() {
        return requests;
    }

    /// The last writes, oldest first.
    public List<WriteSeen> writes() {
        return writes.all();
    }

    /// Forgets records, tokens and counts, stock is as at first; reference lists and certificates
    /// stay.
    public void reset() {
        warehouse.reset();
        merchandiser.reset();
        records.clear();
        stock.startOver();
        tokens.revoke();
        requests.forget();
        refusals.reset();
        gate.forget();
        writes.clear();
    }

    RecordStore recordStore() {
        return records;
    }

    References references() {
        return references;
    }

    ShiftedClock clock() {
        return clock;
    }

    RandomGenerator random() {
        return random;
    }

    Tokens tokens() {
        return tokens;
    }

    Gate gate() {
        return gate;
    }

    Faults faults() {
        return faults;
    }

    void refused() {
        refusals.increment();
    }

    void wrote(String type, String externalId, String method, int concurrency) {
        writes.add(new WriteSeen(type, externalId, method, concurrency, clock.millis()));
    }

    Duration nextLatency() {
        Duration median = latency;
        double sigma = latencySpread;
        if (sigma == 0 || median.isZero()) {
            return median;
        }
        return Duration.ofNanos(
                Math.round(median.toNanos() * Math.exp(sigma * random.nextGaussian())));
    }

    String hex() {
        return Long.toHexString(random.nextLong());
    }
}
