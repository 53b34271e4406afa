package io.storeledger.console.reconcile;

import io.storeledger.common.event.Finding;
import io.storeledger.common.event.Reconciliation;
import io.storeledger.common.json.Json;
import io.storeledger.common.kafka.Publisher;
import io.storeledger.common.topic.Topics;
import io.storeledger.console.log.LogReader;
import io.storeledger.console.log.Position;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The verdicts of reconciliations, kept in the log.
final class ReconciliationLog {
    /// Between our clock and the log's.
    private static final Duration MARGIN = Duration.ofMinutes(1);

    private final LogReader reader;
    private final Publisher publisher;

    ReconciliationLog(LogReader reader, Publisher publisher) {
        this.reader = reader;
        this.publisher = publisher;
    }

    /// Writes one down: its findings first, so that they are there when it is.
    ///
    /// @throws org.apache.kafka.common.KafkaException if they could not be written
    void write(Reconciliation reconciliation, List<Finding> findings) {
        publisher.publishAll(Topics.FINDINGS, findings, Finding::key);
        publisher.publish(
                Topics.RECONCILIATIONS, reconciliation.key().toString(), reconciliation, List.of());
    }

    /// All that were made, the newest first: a few a day.
    List<Reconciliation> newest() {
        List<Reconciliation> all = new ArrayList<>();
        reader.read(
                reader.all(Topics.RECONCILIATIONS),
                record -> all.add(Json.read(record.value(), Reconciliation.class)));
        all.sort(Comparator.comparing(Reconciliation::startedAt).reversed());
        return all;
    }

    /// One with what it found.
    Optional<Reconciled> find(String id) {
        return newest().stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .map(one -> new Reconciled(one, findings(one)));
    }

    private List<Finding> findings(Reconciliation reconciliation) {
        List<Finding> all = new ArrayList<>();
        reader.read(
                reader.between(
                        Topics.FINDINGS,
                        new Position.Time(reconciliation.startedAt().minus(MARGIN)),
                        new Position.Time(reconciliation.finishedAt().plus(MARGIN))),
                record -> {
                    Finding finding = Json.read(record.value(), Finding.class);
                    if (finding.run().equals(reconciliation.id())) {
                        all.add(finding);
                    }
                });
        all.sort(
                Comparator.comparingLong(Finding::orderId)
                        .thenComparing(Finding::what)
                        .thenComparingLong(Finding::id));
        return all;
    }
}
