package io.storeledger.console.reconcile;

import io.storeledger.common.event.Finding;
import io.storeledger.common.event.Finding.Kind;
import io.storeledger.common.event.Finding.What;
import io.storeledger.common.event.Reconciliation;
import io.storeledger.common.kafka.KafkaConfig;
import io.storeledger.console.log.LogReader;
import io.storeledger.console.reconcile.Comparison.Run;
import io.storeledger.mapping.ExternalIds;
import io.storeledger.mapping.ImportRule;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// Reconciles one connection: reads the store, then the log, then NetSuite, and compares.
///
/// In this order what moves meanwhile does no harm: what the log says was written before NetSuite
/// was asked, and what differs is looked at once more on both sides.
final class Reconciler {
    private static final Set<Kind> UNPOSTED =
            EnumSet.of(Kind.MISSING, Kind.REJECTED, Kind.WAITING, Kind.GONE_FROM_NETSUITE);
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private final String connection;
    private final String store;
    private final ImportRule rule;
    private final Duration margin;
    private final Duration longestWait;
    private final StoreBooks storeBooks;
    private final NetSuiteBooks netSuite;
    private final LogReader reader;
    private final KafkaConfig names;
    private final ReconciliationLog log;
    private final Repair repair;
    private final Clock clock;
    private final RandomGenerator random;

    /// @param margin what changed more lately counts as on its way
    /// @param longestWait what changed longer ago is not on its way any more, tried or not
    Reconciler(
            String connection,
            String store,
            ImportRule rule,
            Duration margin,
            Duration longestWait,
            StoreBooks storeBooks,
            NetSuiteBooks netSuite,
            LogReader reader,
            KafkaConfig names,
            ReconciliationLog log,
            Repair repair,
            Clock clock,
            RandomGenerator random) {
        this.connection = connection;
        this.store = store;
        this.rule = rule;
        this.margin = margin;
        this.longestWait = longestWait;
        this.storeBooks = storeBooks;
        this.netSuite = netSuite;
        this.reader = reader;
        this.names = names;
        this.log = log;
        this.repair = repair;
        this.clock = clock;
        this.random = random;
    }

    /// Reconciles a period and writes down what came of it.
    ///
    /// @param by who has it made
    /// @param repairing whether what is missing is sent on its way again
    /// @throws io.storeledger.clients.http.ApiException if a vendor refuses us or is away for long
    /// @throws org.apache.kafka.common.KafkaException if Kafka fails
    Reconciled run(Period period, String by, boolean repairing) {
        Instant started = clock.instant();
        String id =
                "%s-%s-%04x".formatted(connection, STAMP.format(started), random.nextInt(1 << 16));
        Books books = read(period);
        Verdicts verdicts = compare(id, books);
        if (verdicts.findings().stream().anyMatch(Reconciler::isToBeLookedAtAgain)) {
            verdicts = compare(id, again(books, verdicts));
        }
        long repaired = repairing ? repair.bring(id, by, verdicts.findings()) : 0;
        var reconciliation =
                new Reconciliation(
                        id,
                        connection,
                        store,
                        period.from(),
                        period.to(),
                        by,
                        started,
                        clock.instant(),
                        verdicts.counts(),
                        oldestUnposted(verdicts.findings()),
                        repaired);
        log.write(reconciliation, verdicts.findings());
        return new Reconciled(reconciliation, verdicts.findings());
    }

    private Verdicts compare(String id, Books books) {
        return Comparison.of(
                new Run(id, connection, store, margin, longestWait, clock.instant()), rule, books);
    }

    private Books read(Period period) {
        var ids = new ExternalIds(store);
        String prefix = ids.salesOrder("0").replace("SO-0", "");
        Map<Long, ObjectNode> orders = storeBooks.orders(period);
        Map<Long, ObjectNode> refunds = storeBooks.refunds(period);
        ImportLog imported = ImportLog.read(reader, names, store, prefix, period.from());
        Map<String, Transaction> there = new HashMap<>(netSuite.dated(period, prefix));
        Set<Long> refunded =
                refunds.values().stream().map(Reconciler::orderOf).collect(Collectors.toSet());
        there.putAll(
                netSuite.find(
                        Stream.of(
                                        orders.entrySet().stream()
                                                .filter(order ->
                                                        rule.of(order.getValue()).isImported())
                                                .map(order -> sale(ids, order.getKey())),
                                        refunded.stream().map(order -> sale(ids, order)),
                                        refunds.keySet().stream().map(id -> credit(ids, id)))
                                .flatMap(externalIds -> externalIds)
                                .filter(externalId -> !there.containsKey(externalId))
                                .collect(Collectors.toCollection(TreeSet::new))));
        Set<Long> otherOrders = new HashSet<>(numbers(there.values(), true));
        otherOrders.addAll(refunded);
        otherOrders.removeAll(orders.keySet());
        Set<Long> otherRefunds = new HashSet<>(numbers(there.values(), false));
        otherRefunds.removeAll(refunds.keySet());
        return new Books(
                period,
                orders,
                refunds,
                storeBooks.orders(otherOrders),
                storeBooks.refunds(otherRefunds),
                there,
                imported);
    }

    /// Both sides of what differs, as they are now.
    private Books again(Books books, Verdicts verdicts) {
        var ids = new ExternalIds(store);
        List<Finding> differ =
                verdicts.findings().stream().filter(Reconciler::isToBeLookedAtAgain).toList();
        Set<Long> orders = numbers(differ, What.ORDER);
        Set<Long> refunds = numbers(differ, What.REFUND);
        Set<String> externalIds = new TreeSet<>();
        orders.forEach(id -> externalIds.add(sale(ids, id)));
        refunds.forEach(id -> externalIds.add(credit(ids, id)));
        return books.with(
                storeBooks.orders(orders),
                storeBooks.refunds(refunds),
                externalIds,
                netSuite.find(externalIds));
    }

    private static boolean isToBeLookedAtAgain(Finding finding) {
        return finding.kind() == Kind.TOTAL_DIFFERS;
    }

    private static Set<Long> numbers(List<Finding> findings, What what) {
        return findings.stream()
                .filter(finding -> finding.what() == what)
                .map(Finding::id)
                .collect(Collectors.toSet());
    }

    private static Set<Long> numbers(Collection<Transaction> there, boolean salesOrders) {
        return there.stream()
                .filter(transaction -> transaction.isSalesOrder() == salesOrders)
                .flatMap(transaction -> Comparison.number(transaction).stream())
                .collect(Collectors.toSet());
    }

    private static @Nullable Instant oldestUnposted(List<Finding> findings) {
        return findings.stream()
                .filter(finding -> finding.what() == What.ORDER)
                .filter(finding ->
                        UNPOSTED.contains(finding.kind()) && finding.netSuiteTotal() == null)
                .map(Finding::placedAt)
                .filter(Objects::nonNull)
                .min(Instant::compareTo)
                .orElse(null);
    }

    private static String sale(ExternalIds ids, long order) {
        return ids.salesOrder(Long.toString(order));
    }

    private static String credit(ExternalIds ids, long refund) {
        return ids.creditMemo(Long.toString(refund));
    }

    private static long orderOf(ObjectNode refund) {
        return refund.path("order_id").asLong(0);
    }
}
