package io.storeledger.common.topic;

import io.storeledger.common.event.Act;
import io.storeledger.common.event.Attempt;
import io.storeledger.common.event.CatalogChange;
import io.storeledger.common.event.CatalogOutcome;
import io.storeledger.common.event.CatalogReading;
import io.storeledger.common.event.CustomerSnapshot;
import io.storeledger.common.event.Finding;
import io.storeledger.common.event.Gap;
import io.storeledger.common.event.HeldRecord;
import io.storeledger.common.event.ItemSnapshot;
import io.storeledger.common.event.OrderSnapshot;
import io.storeledger.common.event.Reconciliation;
import io.storeledger.common.event.RefundSnapshot;
import io.storeledger.common.event.Replay;
import io.storeledger.common.event.Sighting;
import io.storeledger.common.event.StockSnapshot;
import io.storeledger.common.event.SweepMark;
import io.storeledger.common.event.WriteOutcome;
import io.storeledger.common.topic.Topic.Kept;
import io.storeledger.common.topic.Topic.Owner;
import java.util.List;

/// Every topic of the pipeline, declared here and spelt nowhere else.
public final class Topics {
    /// What the store told us, byte for byte; and what sweeps found that it did not tell.
    public static final Topic<byte[]> WEBHOOKS =
            new Topic<>(
                    "bigcommerce.webhooks",
                    byte[].class,
                    Owner.INGRESS,
                    Kept.FOREVER,
                    "{store}/{resource}/{id}: a webhook's body exactly as received, or what a sweep"
                            + " found, of the same shape");

    /// When webhooks may have been lost.
    public static final Topic<Gap> GAPS =
            new Topic<>(
                    "bigcommerce.gaps",
                    Gap.class,
                    Owner.INGRESS,
                    Kept.COMPACTED,
                    "{store}/gap/webhooks: a time in which webhooks may have been lost");

    /// What sweeps and backfills saw in the store's lists.
    public static final Topic<Sighting> SIGHTINGS =
            new Topic<>(
                    "bigcommerce.sightings",
                    Sighting.class,
                    Owner.ENRICHER,
                    Kept.FOREVER,
                    "{store}/{resource}/{id}: a record seen in the store's lists, by which sweep");

    /// How far sweeps and backfills have come.
    public static final Topic<SweepMark> SWEEPS =
            new Topic<>(
                    "bigcommerce.sweeps",
                    SweepMark.class,
                    Owner.ENRICHER,
                    Kept.COMPACTED,
                    "{store}/sweep|backfill/{what}: up to where the store's changes were seen");

    /// What the store's orders were when fetched.
    public static final Topic<OrderSnapshot> ORDERS =
            new Topic<>(
                    "bigcommerce.orders",
                    OrderSnapshot.class,
                    Owner.ENRICHER,
                    Kept.FOREVER,
                    "{store}/order/{id}: the full order as fetched, and what caused the fetch");

    /// What the store's customers were when fetched.
    public static final Topic<CustomerSnapshot> CUSTOMERS =
            new Topic<>(
                    "bigcommerce.customers",
                    CustomerSnapshot.class,
                    Owner.ENRICHER,
                    Kept.FOREVER,
                    "{store}/customer/{id}: the customer with all addresses as fetched");

    /// What the store's refunds were when fetched.
    public static final Topic<RefundSnapshot> REFUNDS =
            new Topic<>(
                    "bigcommerce.refunds",
                    RefundSnapshot.class,
                    Owner.ENRICHER,
                    Kept.FOREVER,
                    "{store}/order/{id}: a refund as fetched, with its order");

    /// What the writer did with each record.
    public static final Topic<WriteOutcome> OUTCOMES =
            new Topic<>(
                    "netsuite.outcomes",
                    WriteOutcome.class,
                    Owner.NETSUITE_WRITER,
                    Kept.FOREVER,
                    "{store}/{resource}/{id}: what was sent to NetSuite and what came of it");

    /// What NetSuite holds, as far as we wrote it.
    public static final Topic<HeldRecord> RECORDS =
            new Topic<>(
                    "netsuite.records",
                    HeldRecord.class,
                    Owner.NETSUITE_WRITER,
                    Kept.COMPACTED,
                    "external id: internal id, version and digest of the last write");

    /// What NetSuite's items were when read.
    public static final Topic<ItemSnapshot> ITEMS =
            new Topic<>(
                    "netsuite.items",
                    ItemSnapshot.class,
                    Owner.CATALOG_PUBLISHER,
                    Kept.COMPACTED,
                    "{store}/sku/{sku}: an item as NetSuite has it, with its price");

    /// What NetSuite's stock was when read.
    public static final Topic<StockSnapshot> STOCK =
            new Topic<>(
                    "netsuite.stock",
                    StockSnapshot.class,
                    Owner.CATALOG_PUBLISHER,
                    Kept.COMPACTED,
                    "{store}/sku/{sku}: what is available at each of NetSuite's locations");

    /// How far NetSuite's items and stock were read.
    public static final Topic<CatalogReading> READINGS =
            new Topic<>(
                    "netsuite.readings",
                    CatalogReading.class,
                    Owner.CATALOG_PUBLISHER,
                    Kept.COMPACTED,
                    "{store}/reading/catalog: the last reading of items and stock");

    /// What is to be published in the store.
    public static final Topic<CatalogChange> CATALOG_CHANGES =
            new Topic<>(
                    "bigcommerce.catalog.changes",
                    CatalogChange.class,
                    Owner.CATALOG_PUBLISHER,
                    Kept.FOREVER,
                    "{store}/sku/{sku}: what differs; all of one store are in one partition");

    /// What came of it.
    public static final Topic<CatalogOutcome> CATALOG_OUTCOMES =
            new Topic<>(
                    "bigcommerce.catalog.outcomes",
                    CatalogOutcome.class,
                    Owner.CATALOG_PUBLISHER,
                    Kept.FOREVER,
                    "{store}/sku/{sku}: what the store took, and why not the rest");

    /// What did not succeed yet.
    public static final Topic<Attempt> ATTEMPTS =
            new Topic<>(
                    "storeledger.attempts",
                    Attempt.class,
                    Owner.EVERY_SERVICE,
                    Kept.FOREVER,
                    "{store}/{resource}/{id}: a try that is tried again, and why it failed");

    /// What people had done with records.
    public static final Topic<Act> ACTS =
            new Topic<>(
                    "storeledger.acts",
                    Act.class,
                    Owner.CONSOLE,
                    Kept.FOREVER,
                    "{store}/{resource}/{id}: who replayed, redrove, dropped or repaired it");

    /// Replays and how far they are.
    public static final Topic<Replay> REPLAYS =
            new Topic<>(
                    "storeledger.replays",
                    Replay.class,
                    Owner.CONSOLE,
                    Kept.COMPACTED,
                    "the replay's id: what is replayed, by whom, and how far it is");

    /// Where the store and NetSuite differ.
    public static final Topic<Finding> FINDINGS =
            new Topic<>(
                    "storeledger.findings",
                    Finding.class,
                    Owner.CONSOLE,
                    Kept.FOREVER,
                    "{store}/{resource}/{id}: what a reconciliation found wrong with it");

    /// What reconciliations came to.
    public static final Topic<Reconciliation> RECONCILIATIONS =
            new Topic<>(
                    "storeledger.reconciliations",
                    Reconciliation.class,
                    Owner.CONSOLE,
                    Kept.FOREVER,
                    "{store}/reconciliation/{id}: a period of a store against NetSuite, in"
                            + " figures");

    /// All of them, dead letters included.
    public static final List<Topic<?>> ALL =
            List.of(
                    WEBHOOKS,
                    WEBHOOKS.deadLetters(),
                    GAPS,
                    SIGHTINGS,
                    SWEEPS,
                    ORDERS,
                    ORDERS.deadLetters(),
                    CUSTOMERS,
                    CUSTOMERS.deadLetters(),
                    REFUNDS,
                    REFUNDS.deadLetters(),
                    OUTCOMES,
                    RECORDS,
                    ITEMS,
                    STOCK,
                    READINGS,
                    CATALOG_CHANGES,
                    CATALOG_CHANGES.deadLetters(),
                    CATALOG_OUTCOMES,
                    ATTEMPTS,
                    ACTS,
                    REPLAYS,
                    FINDINGS,
                    RECONCILIATIONS);

    private Topics() {}
}
