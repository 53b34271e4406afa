package io.storeledger.writer;

import static io.storeledger.writer.WriterRig.refundOf;
import static io.storeledger.writer.WriterRig.snapshot;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.storeledger.broker.BrokerExtension;
import io.storeledger.broker.EmbeddedBroker;
import io.storeledger.common.event.Cause;
import io.storeledger.common.event.CustomerSnapshot;
import io.storeledger.common.event.CustomerSnapshot.Presence;
import io.storeledger.common.event.EventHeaders;
import io.storeledger.common.event.HeldRecord;
import io.storeledger.common.event.OrderSnapshot;
import io.storeledger.common.event.OrderSnapshot.Disposition;
import io.storeledger.common.event.ReplayMark;
import io.storeledger.common.event.WriteOutcome;
import io.storeledger.common.event.WriteOutcome.Result;
import io.storeledger.common.json.Json;
import io.storeledger.common.topic.Topic;
import io.storeledger.common.topic.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.tools.consumer.group.ConsumerGroupCommand;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

/// What replays do to the books: nothing, unless force is asked for.
@ExtendWith(BrokerExtension.class)
class ReplaysIT {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final BigDecimal FIVE = new BigDecimal("5.00");
    private static final ReplayMark PLAIN =
            new ReplayMark(Optional.of("r1"), Optional.of("jane"), false);
    private static final ReplayMark FORCED =
            new ReplayMark(Optional.of("r2"), Optional.of("joe"), true);

    @TempDir Path folder;

    private WriterRig rig;

    @BeforeEach
    void start(EmbeddedBroker broker) {
        rig = new WriterRig(broker, folder);
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    @Test
    void aGroupResetToTheBeginningChangesNothingAndPostsNothingTwice() throws Exception {
        List<ObjectNode> orders =
                Stream.generate(rig::placeOne).limit(6).map(ObjectNode::deepCopy).toList();
        ObjectNode rejected = rig.placeOne().deepCopy();
        ((ObjectNode) rejected.path("products").get(0))
                .put("sku", "NO-SUCH-SKU")
                .put("product_id", 7);
        try (var _ = rig.writer("customers: { deleted: inactive }")) {
            orders.forEach(order -> rig.publish(imported(order, 0)));
            rig.publish(imported(rejected, 0));
            rig.publish(customer(71, Presence.PRESENT, "Ann", 0), ReplayMark.NONE);
            rig.publish(customer(72, Presence.PRESENT, "Bob", 0), ReplayMark.NONE);
            awaitSettled();
            rig.sandbox.netSuite().fulfil("BC-sandbox1-SO-" + id(orders.get(3)));
            orders.subList(0, 4).forEach(order -> rig.publish(imported(renamed(order, "A"), 10)));
            rig.publish(cancelled(orders.get(4), 10));
            rig.publish(customer(71, Presence.PRESENT, "Anna", 10), ReplayMark.NONE);
            rig.publish(customer(72, Presence.DELETED, "", 10), ReplayMark.NONE);
            for (int told = 0; told < 3; told++) {
                rig.publish(snapshot(refundOf(orders.get(0), 9, FIVE), of(orders.get(0)), told));
                rig.publish(snapshot(refundOf(orders.get(5), 10, FIVE), of(orders.get(5)), told));
            }
            awaitSettled();
            // what was forced is neither done again nor undone by what came before it
            rig.publish(imported(orders.get(0), 0), FORCED);
            rig.publish(imported(orders.get(1), 0), FORCED);
            awaitSettled();
            rig.publish(imported(renamed(orders.get(1), "B"), 20));
            awaitSettled();
        }
        Map<String, Long> writes = writeCalls();
        Map<String, List<ObjectNode>> books = books();
        int told = outcomeCount();
        assertThat(rig.read(Topics.ORDERS.deadLetters(), 1)).hasSize(1);

        resetToTheBeginning();
        try (var _ = rig.writer("customers: { deleted: inactive }")) {
            awaitSettled();

            List<WriteOutcome> again = rig.outcomes(outcomeCount());
            assertThat(again.subList(told, again.size()))
                    .hasSizeGreaterThanOrEqualTo(10)
                    .filteredOn(outcome -> outcome.result() != Result.SKIPPED)
                    .singleElement()
                    .satisfies(outcome -> assertThat(outcome.reason()).contains("NO-SUCH-SKU"));
            assertThat(again.subList(told, again.size()))
                    .filteredOn(outcome -> outcome.result() == Result.SKIPPED)
                    .extracting(WriteOutcome::reasonCode)
                    .isSubsetOf("unchanged", "old-news", "already-begun");
            // a rejection is not held: it is tried again, and has two letters that are one
            // wherever letters are shown
            List<ConsumerRecord<String, byte[]>> letters = rig.read(Topics.ORDERS.deadLetters(), 2);
            assertThat(letters)
                    .hasSize(2)
                    .extracting(ConsumerRecord::key)
                    .containsOnly(of(rejected).key().toString());
            assertThat(letters.getLast().value()).isEqualTo(letters.getFirst().value());
            assertThat(reason(letters.getLast())).isEqualTo(reason(letters.getFirst()));
        }
        assertThat(writeCalls()).isEqualTo(writes);
        assertThat(books()).isEqualTo(books);
        assertThat(books.get("salesOrder")).hasSize(6);
        assertThat(books.get("creditMemo")).hasSize(2);
        assertThat(described(orders.get(0))).doesNotContain("Renamed");
        assertThat(described(orders.get(1))).contains("Renamed B");
        assertThat(described(orders.get(2))).contains("Renamed A");
    }

    @Test
    void writesOldNewsByForceAloneAndTellsWhoHadItDone() {
        ObjectNode order = rig.placeOne();
        try (var _ = rig.writer("")) {
            rig.publish(imported(renamed(order, "A"), 100));
            rig.outcomes(1);
            rig.publish(imported(order, 50), PLAIN);

            WriteOutcome skipped = rig.outcomes(2).getLast();
            assertThat(skipped.reasonCode()).isEqualTo("old-news");
            assertThat(skipped.replay()).isEqualTo("r1");
            assertThat(skipped.replayedBy()).isEqualTo("jane");

            rig.publish(imported(order, 50), FORCED);

            WriteOutcome forced = rig.outcomes(3).getLast();
            assertThat(forced.result()).isEqualTo(Result.DONE);
            assertThat(forced.replay()).isEqualTo("r2");
            assertThat(forced.replayedBy()).isEqualTo("joe");
            assertThat(forced.proof()).startsWith("lines ").contains("the store charged");
            assertThat(described(order)).doesNotContain("Renamed");

            // NetSuite holds the forced state now: what is newer than that is news
            rig.publish(imported(renamed(order, "B"), 60));
            assertThat(rig.outcomes(4).getLast().result()).isEqualTo(Result.DONE);
            assertThat(described(order)).contains("Renamed B");
            assertThat(rig.outcomes(4).getLast().replay()).isNull();
        }
        assertThat(held("BC-sandbox1-SO-" + id(order)))
                .satisfies(record -> {
                    assertThat(record.version()).isEqualTo(TestWriter.version(60));
                    assertThat(record.forced()).isNotNull();
                });
    }

    @Test
    void writesTheSameStateAgainByForceWhereSomebodyChangedItInNetSuite() {
        ObjectNode order = rig.placeOne();
        try (var _ = rig.writer("")) {
            rig.publish(imported(order, 0));
            rig.outcomes(1);
            int writes = rig.sandbox.netSuite().writes().size();

            rig.publish(imported(order, 0), FORCED);

            assertThat(rig.outcomes(2).getLast().result()).isEqualTo(Result.DONE);
            assertThat(rig.sandbox.netSuite().writes()).hasSizeGreaterThan(writes);
        }
    }

    @Test
    void forceDoesNotTouchWhatNetSuiteHasBegunToFulfil() {
        ObjectNode order = rig.placeOne();
        try (var _ = rig.writer("")) {
            rig.publish(imported(renamed(order, "A"), 10));
            rig.outcomes(1);
            rig.sandbox.netSuite().fulfil("BC-sandbox1-SO-" + id(order));

            rig.publish(imported(order, 0), FORCED);

            assertThat(rig.outcomes(2).getLast().reasonCode()).isEqualTo("already-begun");
            assertThat(described(order)).contains("Renamed A");
        }
    }

    @Test
    void forcesCustomersAndRefundsAsWell() {
        ObjectNode order = rig.placeOne();
        try (var _ = rig.writer("")) {
            rig.publish(customer(73, Presence.PRESENT, "Cleo", 10), ReplayMark.NONE);
            rig.publish(snapshot(refundOf(order, 9, BigDecimal.ONE), of(order), 10));
            awaitSettled();
            int told = rig.outcomes(3).size();
            rig.publish(customer(73, Presence.PRESENT, "Clea", 0), FORCED);
            rig.publish(snapshot(refundOf(order, 9, FIVE), of(order), 0), FORCED);

            List<WriteOutcome> outcomes = rig.outcomes(told + 2);
            assertThat(outcomes.subList(told, told + 2))
                    .allSatisfy(outcome -> {
                        assertThat(outcome.result()).isEqualTo(Result.DONE);
                        assertThat(outcome.replayedBy()).isEqualTo("joe");
                    });
        }
        assertThat(rig.held("customer", "CUST-73").path("firstName").asString(""))
                .isEqualTo("Clea");
        assertThat(WriterRig.money(rig.held("creditMemo", "CM-9"), "total"))
                .isEqualByComparingTo(FIVE);
        assertThat(rig.sandbox.netSuite().records("creditMemo")).hasSize(1);
    }

    private static OrderSnapshot imported(ObjectNode order, int later) {
        return snapshot(order, later, Disposition.IMPORT);
    }

    private static OrderSnapshot of(ObjectNode order) {
        return imported(order, 0);
    }

    private static OrderSnapshot cancelled(ObjectNode order, int later) {
        return snapshot(
                order.deepCopy().put("status_id", 5), later, Disposition.STATUS_NOT_IMPORTED);
    }

    private static ObjectNode renamed(ObjectNode order, String to) {
        ObjectNode changed = order.deepCopy();
        ((ObjectNode) changed.path("products").get(0))
                .put("name", "Renamed " + to)
                .put("name_customer", "Renamed " + to)
                .put("name_merchant", "Renamed " + to);
        return changed;
    }

    private static CustomerSnapshot customer(
            long id, Presence presence, String firstName, int later) {
        ObjectNode customer =
                switch (presence) {
                    case PRESENT ->
                            Json.object()
                                    .put("id", id)
                                    .put("email", "customer%d@example.com".formatted(id))
                                    .put("first_name", firstName)
                                    .put("last_name", "Doe")
                                    .put("company", "");
                    case DELETED -> Json.object();
                };
        return new CustomerSnapshot(
                "main",
                "sandbox1",
                id,
                presence,
                customer,
                List.of(),
                TestWriter.version(later),
                List.of(new Cause("webhooks", 0, 0, Instant.now())),
                1);
    }

    private static String reason(ConsumerRecord<?, ?> letter) {
        return EventHeaders.text(letter.headers(), EventHeaders.REASON).orElseThrow();
    }

    private static String id(ObjectNode order) {
        return order.path("id").asString("");
    }

    private String described(ObjectNode order) {
        return rig.sale(order).path("item").toString();
    }

    private HeldRecord held(String externalId) {
        return rig.read(Topics.RECORDS, 1).stream()
                .filter(record -> record.key().equals(externalId))
                .map(record -> Json.read(record.value(), HeldRecord.class))
                .reduce((older, newer) -> newer)
                .orElseThrow();
    }

    /// Calls that may change something, by endpoint.
    private Map<String, Long> writeCalls() {
        Map<String, Long> calls = new HashMap<>(rig.sandbox.netSuite().requests().byEndpoint());
        calls.keySet()
                .removeIf(endpoint ->
                        endpoint.startsWith("GET")
                                || endpoint.contains("suiteql")
                                || endpoint.contains("token"));
        calls.put("writes", (long) rig.sandbox.netSuite().writes().size());
        return calls;
    }

    private Map<String, List<ObjectNode>> books() {
        return Stream.of("salesOrder", "customer", "creditMemo")
                .collect(
                        Collectors.toMap(
                                type -> type,
                                type ->
                                        rig.sandbox.netSuite().records(type).stream()
                                                .map(ObjectNode::deepCopy)
                                                .toList()));
    }

    private String group() {
        return rig.kafka().config().groupPrefix() + "writer.main";
    }

    private int outcomeCount() throws Exception {
        try (Admin admin = rig.kafka().admin("test")) {
            return (int)
                    ends(admin, partitions(Topics.OUTCOMES)).values().stream()
                            .mapToLong(end -> end.offset())
                            .sum();
        }
    }

    private static Map<TopicPartition, ListOffsetsResultInfo> ends(
            Admin admin, List<TopicPartition> of) throws Exception {
        return admin.listOffsets(
                        of.stream().collect(Collectors.toMap(p -> p, p -> OffsetSpec.latest())))
                .all()
                .get();
    }

    private List<TopicPartition> partitions() {
        return partitions(Topics.ORDERS, Topics.CUSTOMERS, Topics.REFUNDS);
    }

    private List<TopicPartition> partitions(Topic<?>... topics) {
        var config = rig.kafka().config();
        return Stream.of(topics)
                .map(config::nameOf)
                .flatMap(topic ->
                        IntStream.range(0, config.partitions())
                                .mapToObj(partition -> new TopicPartition(topic, partition)))
                .toList();
    }

    /// With Kafka's own command, as the manual has it.
    private void resetToTheBeginning() {
        Map<TopicPartition, OffsetAndMetadata> before = committed();
        run(command());
        assertThat(committed()).as("after --dry-run").isEqualTo(before);
        // refused as long as the group has a member
        await().atMost(LONG)
                .until(() -> {
                    run(
                            command().stream()
                                    .map(word -> word.equals("--dry-run") ? "--execute" : word)
                                    .toList());
                    return committed().values().stream().allMatch(at -> at.offset() == 0);
                });
    }

    /// The command of `docs/replay.md` for the writer's group, with this test's names.
    private List<String> command() {
        String manual;
        try {
            manual = Files.readString(Path.of("..", "docs", "replay.md"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var written =
                Pattern.compile("groups\\.sh (.*?storeledger\\.writer\\.main.*?)#", Pattern.DOTALL)
                        .matcher(manual);
        assertThat(written.find()).as("the command in docs/replay.md").isTrue();
        var config = rig.kafka().config();
        return Stream.of(written.group(1).replace("\\\n", " ").strip().split("\\s+", -1))
                .map(word ->
                        word.equals("HOST:PORT")
                                ? config.bootstrapServers().orElseThrow()
                                : word.equals("storeledger.writer.main")
                                        ? group()
                                        : word.startsWith("bigcommerce.")
                                                ? config.topicPrefix() + word
                                                : word)
                .toList();
    }

    /// It ends the JVM where it is used wrongly; here that fails the test.
    private static void run(List<String> command) {
        Exit.setExitProcedure((status, message) -> {
            throw new IllegalStateException("exit code %d: %s".formatted(status, message));
        });
        try {
            ConsumerGroupCommand.main(command.toArray(String[]::new));
        } finally {
            Exit.resetExitProcedure();
        }
    }

    private Map<TopicPartition, OffsetAndMetadata> committed() {
        try (Admin admin = rig.kafka().admin("test")) {
            return admin.listConsumerGroupOffsets(group()).partitionsToOffsetAndMetadata().get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Waits until the group has committed all there is.
    private void awaitSettled() {
        try (Admin admin = rig.kafka().admin("test")) {
            await().atMost(LONG)
                    .until(() -> {
                        var ends = ends(admin, partitions());
                        var committed =
                                admin.listConsumerGroupOffsets(group())
                                        .partitionsToOffsetAndMetadata()
                                        .get();
                        return ends.entrySet().stream()
                                .allMatch(end -> {
                                    var at = committed.get(end.getKey());
                                    return end.getValue().offset() == 0
                                            || (at != null
                                                    && at.offset() == end.getValue().offset());
                                });
                    });
        }
    }
}
