package io.storeledger.benchmarks.ingress;

import io.storeledger.benchmarks.harness.Benchmark;
import io.storeledger.benchmarks.harness.BrokerProcess;
import io.storeledger.benchmarks.harness.Child;
import io.storeledger.benchmarks.harness.Median;
import io.storeledger.benchmarks.harness.Ports;
import io.storeledger.benchmarks.harness.Results;
import io.storeledger.benchmarks.harness.Table;
import io.storeledger.benchmarks.ingress.Floor.Waiting;
import io.storeledger.benchmarks.ingress.Server.Round;
import io.storeledger.common.kafka.KafkaClients;
import io.storeledger.common.kafka.TopicAdmin;
import io.storeledger.common.topic.Topic;
import io.storeledger.common.topic.Topics;
import io.storeledger.ingress.IngressMain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/// The ingress as it is shipped, and the floor, in turns: processor time a request, requests a
/// second, and the tail at a steady rate.
public final class IngressBenchmark implements Benchmark {
    private static final int PARTITIONS = 6;
    private static final double PER_SECOND = 1000;
    private static final double MOST_CPU = 1.25;
    private static final double MOST_P99 = 1.3;

    /// How long is loaded, and how often.
    private record Plan(
            Duration warmFlatOut,
            Duration warmCalmly,
            Duration flatOut,
            Duration calmly,
            int rounds) {
        static final Plan FULL = new Plan(seconds(30), seconds(15), seconds(10), seconds(15), 5);
        static final Plan QUICK = new Plan(seconds(6), seconds(3), seconds(4), seconds(5), 2);

        private static Duration seconds(int count) {
            return Duration.ofSeconds(count);
        }
    }

    @Override
    public String name() {
        return "ingress";
    }

    @Override
    public String about() {
        return "our ingress and the barest Jetty handler in turns: CPU a request, throughput, p99";
    }

    @Override
    public Table run(Results results, boolean quick) throws IOException, InterruptedException {
        Plan plan = quick ? Plan.QUICK : Plan.FULL;
        try (var broker = BrokerProcess.start(results)) {
            KafkaClients ours = broker.clients(PARTITIONS, "ours.");
            KafkaClients floor = broker.clients(PARTITIONS, "floor.");
            List<Topic<?>> topics = List.of(Topics.WEBHOOKS, Topics.WEBHOOKS.deadLetters());
            new TopicAdmin(ours).ensure(topics);
            new TopicAdmin(floor).ensure(topics);
            int oursPort = Ports.free();
            int floorPort = Ports.free();
            try (Child oursChild = ours(results, broker.address(), oursPort);
                    Child floorChild = floor(results, broker.address(), floorPort, waiting())) {
                var servers =
                        List.of(
                                new Server("ours", oursChild, oursPort),
                                new Server("floor", floorChild, floorPort));
                measure(servers, plan, results);
                return table(servers.getFirst(), servers.getLast(), plan);
            }
        }
    }

    private static void measure(List<Server> servers, Plan plan, Results results)
            throws IOException, InterruptedException {
        for (Server server : servers) {
            System.out.printf("warming %s%n", server.name());
            server.warm(plan.warmFlatOut(), PER_SECOND, plan.warmCalmly());
        }
        for (int round = 0; round < plan.rounds(); round++) {
            System.out.printf("round %d of %d%n", round + 1, plan.rounds());
            List<Server> order = round % 2 == 0 ? servers : servers.reversed();
            for (Server server : order) {
                server.saturate(plan.flatOut(), results);
            }
            for (Server server : order) {
                server.steady(PER_SECOND, plan.calmly(), results);
            }
        }
    }

    private static Waiting waiting() {
        return Waiting.valueOf(System.getProperty("bench.floor", Waiting.CALLBACK.name()));
    }

    private static Child ours(Results results, String broker, int port)
            throws IOException, InterruptedException {
        int adminPort = Ports.free();
        Path config = results.file("ours.yaml");
        Files.writeString(
                config,
                """
                kafka:
                  bootstrapServers: %s
                  topics:
                    prefix: ours.
                    partitions: %d
                admin:
                  port: %d
                ingress:
                  host: 127.0.0.1
                  port: %d
                connections:
                  bench:
                    bigcommerce:
                      storeHash: %s
                      clientSecrets: %s
                """
                        .formatted(
                                broker,
                                PARTITIONS,
                                adminPort,
                                port,
                                SignedCallbacks.STORE,
                                SignedCallbacks.SECRET));
        return Child.start(results, "ours", IngressMain.class.getName(), config.toString())
                .awaitReady(adminPort);
    }

    private static Child floor(Results results, String broker, int port, Waiting waiting)
            throws IOException, InterruptedException {
        return Child.start(
                        results,
                        "floor",
                        Floor.class.getName(),
                        broker,
                        "floor." + Topics.WEBHOOKS.name(),
                        Integer.toString(port),
                        waiting.name())
                .awaitReady();
    }

    private static Table table(Server ours, Server floor, Plan plan) {
        var table = new Table("ingress, medians of %d rounds".formatted(plan.rounds()));
        both(
                table,
                "CPU a request, flat out",
                ours.saturated(),
                floor.saturated(),
                Round::cpuMicros,
                " us");
        both(
                table,
                "requests, flat out",
                ours.saturated(),
                floor.saturated(),
                Round::perSecond,
                "/s");
        both(
                table,
                "CPU a request at 1,000/s",
                ours.steady(),
                floor.steady(),
                Round::cpuMicros,
                " us");
        both(table, "p50 at 1,000/s", ours.steady(), floor.steady(), Round::p50, " ms");
        both(table, "p99 at 1,000/s", ours.steady(), floor.steady(), Round::p99, " ms");
        both(table, "p99.9 at 1,000/s", ours.steady(), floor.steady(), Round::p999, " ms");
        return table.atMost(
                        "CPU, ours to floor, flat out",
                        ratio(ours.saturated(), floor.saturated(), Round::cpuMicros),
                        MOST_CPU,
                        "")
                .atMost(
                        "CPU, ours to floor, at 1,000/s",
                        ratio(ours.steady(), floor.steady(), Round::cpuMicros),
                        MOST_CPU,
                        "")
                .atMost(
                        "p99, ours to floor, at 1,000/s",
                        ratio(ours.steady(), floor.steady(), Round::p99),
                        MOST_P99,
                        "")
                .note(
                        "ours: IngressMain as shipped. Floor: one Jetty 12 handler, one producer;"
                                + " signature and age checked, no JSON parsed, no headers kept, no"
                                + " limits, no metrics; no thread waits, Kafka's own answers"
                                + " (-Dbench.floor=VIRTUAL: a virtual thread waits).")
                .note("Same JVM flags, same broker and producer settings (acks=all, linger.ms 0).")
                .note(
                        "CPU: user and system time of the server's process. Latency counts from the"
                                + " time at which the request was due, not from when it was sent.")
                .note("Ratios are medians of the rounds' ratios; every round is in raw.jsonl.");
    }

    private static void both(
            Table table,
            String what,
            List<Round> ours,
            List<Round> floor,
            ToDoubleFunction<Round> figure,
            String unit) {
        table.figure(
                what + ": ours | floor",
                Table.number(median(ours, figure))
                        + " | "
                        + Table.number(median(floor, figure))
                        + unit);
    }

    /// The middle of the rounds' ratios: what disturbs the machine disturbs both of a round.
    private static double ratio(
            List<Round> ours, List<Round> floor, ToDoubleFunction<Round> figure) {
        return Median.of(
                IntStream.range(0, ours.size())
                        .mapToObj(round ->
                                figure.applyAsDouble(ours.get(round))
                                        / figure.applyAsDouble(floor.get(round)))
                        .toList());
    }

    private static double median(List<Round> rounds, ToDoubleFunction<Round> figure) {
        return Median.of(rounds.stream().map(figure::applyAsDouble).toList());
    }
}
