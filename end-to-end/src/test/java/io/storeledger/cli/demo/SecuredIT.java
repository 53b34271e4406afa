package io.storeledger.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.storeledger.broker.SecuredBroker;
import io.storeledger.broker.TestCertificates;
import io.storeledger.broker.TestTokens;
import io.storeledger.catalog.CatalogApp;
import io.storeledger.cli.pipeline.PipelineConfig;
import io.storeledger.common.config.SettingsFile;
import io.storeledger.common.kafka.Admission;
import io.storeledger.common.kafka.KafkaAccess;
import io.storeledger.common.kafka.KafkaClients;
import io.storeledger.common.kafka.KafkaConfig;
import io.storeledger.common.kafka.TopicAdmin;
import io.storeledger.common.service.AdmittedService;
import io.storeledger.common.service.Service;
import io.storeledger.console.ConsoleApp;
import io.storeledger.enricher.EnricherApp;
import io.storeledger.ingress.IngressApp;
import io.storeledger.mapping.ExternalIds;
import io.storeledger.sandbox.SandboxApp;
import io.storeledger.sandbox.SandboxConfig;
import io.storeledger.writer.WriterApp;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import javax.management.ObjectName;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.quota.ClientQuotaAlteration;
import org.apache.kafka.common.quota.ClientQuotaEntity;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// All services on a cluster that allows nothing but what is granted: each with a principal of its
/// own and the ACLs that are declared for it.
class SecuredIT {
    private static final Duration LONG = Duration.ofSeconds(90);
    private static final Duration OFTEN = Duration.ofMillis(300);
    private static final String PASSWORD = "for-tests";
    private static final String PREFIX = "acme.storeledger.";

    @TempDir private Path folder;

    private final List<AdmittedService> services = new ArrayList<>();

    @Test
    void theServicesWorkWithTheirLeastRightsAndSayWhichAreMissing() throws Exception {
        Path keys = Files.createDirectory(folder.resolve("keys"));
        var certificates = new TestCertificates(keys);
        try (var tokens = new TestTokens();
                var broker = SecuredBroker.start(folder.resolve("kafka"), certificates, tokens);
                var admin = Admin.create(Map.of("bootstrap.servers", broker.admin()));
                var sandbox =
                        SandboxApp.start(
                                SandboxConfig.defaults(), Clock.systemUTC(), new Random(1))) {
            user(admin, "storeledger-ingress");
            user(admin, "storeledger-catalog-publisher");
            // in one folder only here: who makes it first is not to be found out
            Files.createDirectories(folder.resolve("streams"));
            PipelineConfig config = DemoConfig.write(folder, sandbox, Clock.systemUTC());
            Path password = Files.writeString(folder.resolve("kafka-password"), PASSWORD);
            var docs = new Docs(certificates, broker, tokens, password);
            try {
                start(config, docs);
                assertWaiting("Kafka does not let the %s ", "read the topic acme.");

                for (KafkaAccess access : KafkaAccess.ALL) {
                    admin.createAcls(access.acls(docs.of(access), principal(access))).all().get();
                }
                awaitWaiting(
                        service -> !service.name().equals("catalog-publisher"),
                        _ ->
                                "kafka.topics.create is false. Make it: storeledger topics apply,"
                                        + " as somebody who may.");
                makeTopics(broker);
                patiently().untilAsserted(() -> assertAllReady());

                throttle(admin);
                patiently()
                        .pollInterval(OFTEN)
                        .until(() -> {
                            place(sandbox);
                            return throttled() > 0;
                        });
                long first = place(sandbox);
                patiently().until(() -> isThere(sandbox, first));
                assertNames(admin);
                throttle(admin, null);

                rotatePasswords(admin);
                long rotated = place(sandbox);
                patiently().until(() -> isThere(sandbox, rotated));

                takeRightsAndGiveThemBack(
                        admin,
                        sandbox,
                        docs,
                        Map.of(
                                "ingress", "acme.bigcommerce.webhooks",
                                "enricher", "acme.bigcommerce.webhooks",
                                "netsuite-writer", PREFIX + "writer.",
                                "catalog-publisher", "acme.bigcommerce.catalog.changes",
                                "console", "acme.storeledger.acts"));
                takeRightsAndGiveThemBack(
                        admin,
                        sandbox,
                        docs,
                        Map.of(
                                "enricher", "acme.bigcommerce.sightings",
                                "netsuite-writer", "acme.netsuite.records",
                                "catalog-publisher", "acme.netsuite.items",
                                "console", "acme.netsuite.outcomes"));
                long second = place(sandbox);
                patiently().until(() -> isThere(sandbox, second));
            } finally {
                services.reversed().forEach(AdmittedService::close);
            }
        }
    }

    /// While all run, and leave no connection open for long.
    private void rotatePasswords(Admin admin) throws Exception {
        Files.writeString(folder.resolve("kafka-password"), "another");
        user(admin, "storeledger-ingress", "another");
        user(admin, "storeledger-catalog-publisher", "another");
    }

    /// While all run.
    ///
    /// @param lost what is taken of each service
    private void takeRightsAndGiveThemBack(
            Admin admin, SandboxApp sandbox, Docs docs, Map<String, String> lost) throws Exception {
        List<AclBinding> taken = new ArrayList<>();
        for (KafkaAccess access : KafkaAccess.ALL) {
            String resource = lost.getOrDefault(access.service(), "");
            AclOperation operation =
                    access.service().equals("ingress") ? AclOperation.WRITE : AclOperation.READ;
            access.acls(docs.of(access), principal(access)).stream()
                    .filter(acl -> acl.pattern().name().equals(resource))
                    .filter(acl -> acl.entry().operation() == operation)
                    .forEach(taken::add);
        }
        assertThat(taken).hasSize(lost.size());
        admin.deleteAcls(taken.stream().map(AclBinding::toFilter).toList()).all().get();
        // the ingress learns it from the next webhook
        long waiting = place(sandbox);
        awaitWaiting(
                service -> lost.containsKey(service.name()),
                service ->
                        (PREFIX + "writer.").equals(lost.get(service.name()))
                                ? "Kafka does not let the netsuite-writer use the consumer group "
                                        + PREFIX
                                        + "writer.demo. Grant it: storeledger topics acls"
                                        + " netsuite-writer prints the commands."
                                : lost.get(service.name()));
        admin.createAcls(taken).all().get();
        patiently().untilAsserted(this::assertAllReady);
        patiently().until(() -> isThere(sandbox, waiting));
    }

    private void start(PipelineConfig config, Docs docs) {
        var clock = Clock.systemUTC();
        add(
                docs,
                KafkaAccess.INGRESS,
                kafka -> {
                    new Admission(kafka.forService("ingress"), KafkaAccess.INGRESS).require();
                    return new IngressApp(
                            config.ingress(),
                            kafka,
                            clock,
                            new Random(1),
                            new SimpleMeterRegistry());
                });
        add(
                docs,
                KafkaAccess.ENRICHER,
                kafka ->
                        new EnricherApp(
                                config.enricher(),
                                kafka,
                                clock,
                                new Random(1),
                                new SimpleMeterRegistry()));
        add(
                docs,
                KafkaAccess.NETSUITE_WRITER,
                kafka ->
                        new WriterApp(
                                config.writer(),
                                kafka,
                                clock,
                                new Random(1),
                                new SimpleMeterRegistry()));
        add(
                docs,
                KafkaAccess.CATALOG_PUBLISHER,
                kafka ->
                        new CatalogApp(
                                config.catalog(),
                                kafka,
                                clock,
                                new Random(1),
                                new SimpleMeterRegistry()));
        add(
                docs,
                KafkaAccess.CONSOLE,
                kafka ->
                        new ConsoleApp(
                                config.console(),
                                kafka,
                                clock,
                                new Random(1),
                                new SimpleMeterRegistry()));
    }

    private void add(Docs docs, KafkaAccess access, Function<KafkaClients, Service> starter) {
        var kafka = new KafkaClients(docs.of(access));
        services.add(
                AdmittedService.start(
                        access.service(),
                        new SimpleMeterRegistry(),
                        () -> starter.apply(kafka),
                        OFTEN));
    }

    /// As somebody else makes them: but for those of the catalogue's publisher, which may make its
    /// own.
    private static void makeTopics(SecuredBroker broker) {
        var admin =
                new TopicAdmin(
                        new KafkaClients(Docs.settings(broker.admin(), "", false, "admin", "")));
        admin.apply(
                admin.difference(false).stream()
                        .filter(change -> !change.toString().contains(PREFIX + "catalog-"))
                        .toList());
    }

    private void assertWaiting(String... parts) {
        assertThat(services)
                .allSatisfy(service ->
                        assertThat(service.waitingFor().orElse("ready"))
                                .contains(
                                        List.of(parts).stream()
                                                .map(part -> part.formatted(service.name()))
                                                .toList()));
    }

    private void awaitWaiting(Predicate<Service> which, Function<Service, String> part) {
        // one says it now, another a moment later: a refusal is asked for anew again and again
        var left = new ArrayList<Service>(services);
        left.removeIf(which.negate());
        patiently()
                .untilAsserted(() -> {
                    left.removeIf(service ->
                            service.waitingFor()
                                    .filter(sentence -> sentence.contains(part.apply(service)))
                                    .isPresent());
                    assertThat(left.stream().map(s -> s.name() + ": " + s.waitingFor())).isEmpty();
                });
    }

    private void assertAllReady() {
        assertThat(services)
                .allSatisfy(
                        service -> assertThat(service.waitingFor()).as(service.name()).isEmpty());
    }

    /// A thread of Kafka Streams dies of a refusal before it is replaced: that is no failure here.
    private static ConditionFactory patiently() {
        return await().dontCatchUncaughtExceptions().atMost(LONG);
    }

    private static void assertNames(Admin admin) throws Exception {
        Set<String> groups = new TreeSet<>();
        for (GroupListing group : admin.listGroups().all().get()) {
            groups.add(group.groupId());
        }
        assertThat(groups)
                .contains(PREFIX + "enricher.demo", PREFIX + "catalog", PREFIX + "untold")
                .allSatisfy(group -> assertThat(group).startsWith(PREFIX));
        assertThat(admin.listTransactions().all().get())
                .isNotEmpty()
                .extracting(TransactionListing::transactionalId)
                .allSatisfy(id -> assertThat(id).startsWith(PREFIX + "catalog-"));
        var described = admin.describeConsumerGroups(List.of(PREFIX + "enricher.demo")).all().get();
        assertThat(described.values())
                .flatMap(group -> group.members())
                .extracting(MemberDescription::clientId)
                .containsExactly("storeledger-enricher-it-1-enricher.demo");
    }

    private static void throttle(Admin admin) throws Exception {
        throttle(admin, 10_000.0);
    }

    private static void throttle(Admin admin, @org.jspecify.annotations.Nullable Double bytes)
            throws Exception {
        admin.alterClientQuotas(
                        List.of(
                                new ClientQuotaAlteration(
                                        new ClientQuotaEntity(
                                                java.util.Collections.singletonMap(
                                                        ClientQuotaEntity.USER, null)),
                                        List.of(
                                                new ClientQuotaAlteration.Op(
                                                        "producer_byte_rate", bytes),
                                                new ClientQuotaAlteration.Op(
                                                        "consumer_byte_rate", bytes)))))
                .all()
                .get();
    }

    /// The longest that a client was throttled, by Kafka's clients' own metrics.
    private static double throttled() throws Exception {
        var server = ManagementFactory.getPlatformMBeanServer();
        double longest = 0;
        for (var name :
                server.queryNames(
                        new ObjectName("kafka.producer:type=producer-metrics,client-id=*"), null)) {
            var value = (Double) server.getAttribute(name, "produce-throttle-time-max");
            longest = Double.isNaN(value) ? longest : Math.max(longest, value);
        }
        for (var name :
                server.queryNames(
                        new ObjectName(
                                "kafka.consumer:type=consumer-fetch-manager-metrics,client-id=*"),
                        null)) {
            var value = (Double) server.getAttribute(name, "fetch-throttle-time-max");
            longest = Double.isNaN(value) ? longest : Math.max(longest, value);
        }
        return longest;
    }

    private static void user(Admin admin, String name) throws Exception {
        user(admin, name, PASSWORD);
    }

    private static void user(Admin admin, String name, String password) throws Exception {
        admin.alterUserScramCredentials(
                        List.of(
                                new UserScramCredentialUpsertion(
                                        name,
                                        new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096),
                                        password)))
                .all()
                .get();
    }

    private static String principal(KafkaAccess access) {
        return "User:storeledger-" + access.service();
    }

    private static long place(SandboxApp sandbox) {
        long id = sandbox.shoppers().placeOne();
        sandbox.store().updateStatus(id, 11);
        return id;
    }

    private static boolean isThere(SandboxApp sandbox, long order) {
        String id =
                new ExternalIds(sandbox.store().config().hash()).salesOrder(Long.toString(order));
        return sandbox.netSuite().byExternalId("salesOrder", id).isPresent();
    }

    /// The examples of docs/kafka.md, with this test's addresses and files in them.
    private static final class Docs {
        private final TestCertificates certificates;
        private final SecuredBroker broker;
        private final TestTokens tokens;
        private final Path password;
        private final Map<String, KafkaConfig> made = new HashMap<>();

        Docs(
                TestCertificates certificates,
                SecuredBroker broker,
                TestTokens tokens,
                Path password) {
            this.password = password;
            this.certificates = certificates;
            this.broker = broker;
            this.tokens = tokens;
        }

        KafkaConfig of(KafkaAccess access) {
            return made.computeIfAbsent(access.service(), _ -> make(access));
        }

        private KafkaConfig make(KafkaAccess access) {
            return switch (access.service()) {
                case "enricher", "console" ->
                        config(access, broker.mtls(), "Client certificates (mTLS)");
                case "netsuite-writer" -> config(access, broker.oauth(), "Tokens (OAUTHBEARER)");
                default -> config(access, broker.scram(), "SCRAM over TLS");
            };
        }

        private KafkaConfig config(KafkaAccess access, String address, String heading) {
            String principal = "storeledger-" + access.service();
            return settings(
                    address,
                    example(heading)
                            .replace("storeledger-enricher", principal)
                            .replace("/run/secrets/kafka-password", password.toString())
                            .replace("/etc/storeledger/ca.pem", certificates.authority().toString())
                            .replace(
                                    "/etc/storeledger/client.pem",
                                    heading.contains("mTLS")
                                            ? certificates.keyOf(principal).toString()
                                            : "")
                            .replace("https://login.example.com/oauth2/token", tokens.url("token")),
                    access.service().equals("catalog-publisher"),
                    access.service(),
                    "    connections.max.idle.ms: \"2000\"\n  instance: it-1\n");
        }

        static KafkaConfig settings(
                String address, String example, boolean create, String name, String more) {
            String yaml =
                    (example.isEmpty() ? "kafka:\n  bootstrapServers: x\n" : example)
                            + more
                            + """
                              groupPrefix: acme.storeledger.
                              topics: {prefix: acme., partitions: 2, create: %s}
                            """
                                    .formatted(create);
            var file =
                    SettingsFile.parse(
                            name,
                            yaml,
                            Map.of(
                                    "KAFKA_CLIENT_SECRET",
                                    TestTokens.SECRET,
                                    "STORELEDGER_KAFKA_BOOTSTRAPSERVERS",
                                    address));
            KafkaConfig config = KafkaConfig.readCluster(file.root().section("kafka"));
            file.check();
            return config;
        }

        private static String example(String heading) {
            try {
                String text = Files.readString(Path.of("..", "docs", "kafka.md"));
                var block =
                        Pattern.compile(
                                        "### " + Pattern.quote(heading) + "\n.*?```yaml\n(.*?)```",
                                        Pattern.DOTALL)
                                .matcher(text);
                return Optional.of(block).filter(found -> found.find()).orElseThrow().group(1);
            } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
    }
}
