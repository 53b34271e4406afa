package io.storeledger.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.marcnuri.helm.Helm;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/// What deploy/helm/storeledger makes of values.
class ChartTest {
    private static final List<String> SERVICES =
            List.of("catalog", "console", "enricher", "ingress", "writer");

    private static final List<Map<String, Object>> LEAST = Chart.render("least", Map.of());
    private static final List<Map<String, Object>> ALL = Chart.render("everything", Map.of());

    @Test
    void isWithoutFault() {
        var result = new Helm(Chart.FOLDER).lint().strict().quiet().call();

        // without values it lacks the address of Kafka, and says so
        assertThat(result.getMessages())
                .noneMatch(message -> message.contains("[WARNING]"))
                .allMatch(message ->
                        !message.contains("[ERROR]")
                                || message.contains("config.kafka.bootstrapServers is required"));
    }

    @Test
    void isWhatKubernetesAndTheOperatorsTake() {
        for (var objects : List.of(LEAST, ALL)) {
            for (var object : objects) {
                if (!"ScaledObject".equals(object.get("kind"))) {
                    KubernetesTypes.check(object);
                }
            }
        }
    }

    @Test
    void wouldNoticeAFieldThatThereIsNot() {
        var wrong = Chart.render("least", Map.of("services.ingress.resources.limit", "1Gi"));

        assertThatThrownBy(() -> wrong.forEach(KubernetesTypes::check))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("limit");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "replica=2",
                "services.ingress.replicas=two",
                "image.digest=latest",
                // the ingress sleeps 5 s of it, and ends within 28
                "terminationGracePeriodSeconds=30",
                "strimzi.topics.retentionMs=1",
                "keda.minReplicas=0",
                "keda.trigger=cpu"
            })
    void refusesValuesThatItDoesNotHave(String value) {
        String[] parts = value.split("=", 2);

        assertThatThrownBy(() -> Chart.render("least", Map.of(parts[0], parts[1])))
                .hasMessageContaining("values don't meet the specifications of the schema");
    }

    @Test
    void saysWhatIsMissing() {
        assertThatThrownBy(() -> Chart.render("least", Map.of("config.kafka.bootstrapServers", "")))
                .hasMessageContaining("config.kafka.bootstrapServers is required");
        assertThatThrownBy(() -> Chart.render("least", Map.of("services.console.replicas", "2")))
                .hasMessageContaining("config.console.peerSecret is required");
        assertThatThrownBy(() -> Chart.render("least", Map.of("consoleIngress.enabled", "true")))
                .hasMessageContaining("config.console.signIn");
        assertThatThrownBy(() -> Chart.render("least", Map.of("strimzi.enabled", "true")))
                .hasMessageContaining("strimzi.cluster is required");
    }

    @Test
    void runsEachServiceWithAsLittleRightsAsItCan() {
        for (var objects : List.of(LEAST, ALL)) {
            assertThat(workloads(objects).keySet()).containsExactlyInAnyOrderElementsOf(SERVICES);
            for (var workload : workloads(objects).values()) {
                Object pod = Chart.at(workload, "spec", "template", "spec");
                Object container = Chart.at(pod, "containers", 0);
                assertThat(Chart.at(pod, "securityContext"))
                        .extracting("runAsNonRoot", "runAsUser", "seccompProfile.type")
                        .containsExactly(true, 65532, "RuntimeDefault");
                assertThat(Chart.at(pod, "automountServiceAccountToken")).isEqualTo(false);
                assertThat(Chart.at(container, "securityContext"))
                        .isEqualTo(
                                Map.of(
                                        "allowPrivilegeEscalation", false,
                                        "readOnlyRootFilesystem", true,
                                        "capabilities", Map.of("drop", List.of("ALL"))));
                assertThat(Chart.at(container, "resources", "limits", "memory"))
                        .isEqualTo(Chart.at(container, "resources", "requests", "memory"));
            }
        }
    }

    @Test
    void asksForHealthAtThePortForOperators() {
        for (var workload : workloads(LEAST).values()) {
            Object container = Chart.at(workload, "spec", "template", "spec", "containers", 0);
            assertThat(List.of("startupProbe", "livenessProbe", "readinessProbe"))
                    .extracting(probe -> Chart.at(container, probe, "httpGet", "path"))
                    .containsExactly("/health/started", "/health/live", "/health/ready");
            assertThat(Chart.at(container, "startupProbe"))
                    .as("an hour to read what there is to read")
                    .extracting("periodSeconds", "failureThreshold")
                    .containsExactly(2, 1800);
            assertThat(
                            Chart.at(
                                    workload,
                                    "spec",
                                    "template",
                                    "spec",
                                    "terminationGracePeriodSeconds"))
                    .isEqualTo(45);
        }
    }

    @Test
    void runsTheCommandLinesOfTheComposeFile() {
        ComposeFile compose = ComposeFile.read(Map.of());
        workloads(LEAST)
                .forEach((component, workload) ->
                        assertThat(
                                        ComposeFile.strings(
                                                Chart.at(
                                                        workload,
                                                        "spec",
                                                        "template",
                                                        "spec",
                                                        "containers",
                                                        0,
                                                        "args")))
                                .isEqualTo(compose.command(component)));
    }

    @Test
    void hasTheConsoleReadTheFiguresOfEveryInstanceReadyOrNot() {
        for (String service : List.of("enricher", "writer", "catalog")) {
            assertThat(Chart.ofKind(LEAST, "Service"))
                    .filteredOn(object -> Chart.name(object).equals("shop-storeledger-" + service))
                    .singleElement()
                    .extracting("spec.clusterIP", "spec.publishNotReadyAddresses")
                    .containsExactly("None", true);
        }
    }

    @Test
    void hasABudgetAndAPolicyForEachService() {
        for (String kind : List.of("PodDisruptionBudget", "NetworkPolicy")) {
            assertThat(Chart.ofKind(LEAST, kind))
                    .extracting(Chart::name)
                    .containsExactlyInAnyOrderElementsOf(
                            SERVICES.stream().map(name -> "shop-storeledger-" + name).toList());
        }
    }

    @Test
    void givesAServiceItsOwnSecretsWhereItNamesSome() {
        assertThat(secrets("ingress")).containsExactly("storeledger-store");
        assertThat(secrets("writer")).containsExactly("storeledger-store", "storeledger-netsuite");
    }

    @Test
    void letsUsersDoWhatTheirServicesNeedUnderThePrefixes() {
        var users = Chart.ofKind(ALL, "KafkaUser");

        assertThat(users).extracting(Chart::name).contains("shop-storeledger-enricher");
        for (var user : users) {
            for (Object acl : (List<?>) Chart.at(user, "spec", "authorization", "acls")) {
                assertThat(Chart.at(acl, "resource", "name").toString()).startsWith("shop.");
            }
        }
    }

    @Test
    void letsUsersMakeTopicsWhereTheServicesMakeThem() {
        assertThat(operations(ALL)).doesNotContain("Create").contains("Read", "Write", "Delete");
        assertThat(
                        operations(
                                Chart.render(
                                        "everything",
                                        Map.of("config.kafka.topics.create", "true"))))
                .contains("Create");
    }

    private static List<Object> operations(List<Map<String, Object>> objects) {
        return Chart.ofKind(objects, "KafkaUser").stream()
                .flatMap(user ->
                        ((List<?>) Chart.at(user, "spec", "authorization", "acls")).stream())
                .<Object>flatMap(acl -> ((List<?>) Chart.at(acl, "operations")).stream())
                .toList();
    }

    @Test
    void keepsTheIngressUntilNobodySendsToItAnyMore() {
        workloads(LEAST)
                .forEach((component, workload) ->
                        assertThat(
                                        Chart.at(
                                                workload,
                                                "spec",
                                                "template",
                                                "spec",
                                                "containers",
                                                0,
                                                "lifecycle",
                                                "preStop",
                                                "exec",
                                                "command"))
                                .as(component)
                                .isEqualTo(
                                        component.equals("ingress")
                                                ? List.of("sleep", "5")
                                                : null));
    }

    @Test
    void scalesWithTheRecordsThatAreNotSettled() {
        assertThat(Chart.ofKind(ALL, "ScaledObject"))
                .extracting(object -> Chart.at(object, "spec", "triggers"))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of("catalog-publisher", "enricher", "netsuite-writer")
                                .<Object>map(component -> List.of(prometheus(component)))
                                .toList());
        assertThat(Queries.declared()).contains("storeledger_lag_records");
    }

    private static Map<String, Object> prometheus(String component) {
        return Map.of(
                "type",
                "prometheus",
                "metadata",
                Map.of(
                        "serverAddress",
                        "http://prometheus-operated.monitoring:9090",
                        "query",
                        "sum(storeledger_lag_records{component=\"%s\",namespace=\"storeledger\"})"
                                .formatted(component),
                        "threshold",
                        "500"),
                "authenticationRef",
                Map.of("name", "storeledger-prometheus"));
    }

    @Test
    void scalesWithTheCommitsOfEachConnection() {
        var scaled =
                Chart.ofKind(
                        Chart.render("everything", Map.of("keda.trigger", "kafka")),
                        "ScaledObject");

        assertThat(scaled).hasSize(3);
        for (var object : scaled) {
            String name = Chart.name(object);
            String service = name.substring(name.lastIndexOf('-') + 1);
            assertThat(Chart.at(object, "spec", "maxReplicaCount")).isEqualTo(12);
            assertThat(Chart.at(object, "spec", "triggers", 0, "metadata", "consumerGroup"))
                    .isEqualTo("shop." + service + ".main");
            assertThat(Chart.at(object, "spec", "triggers", 1, "metadata", "consumerGroup"))
                    .isEqualTo("shop." + service + ".outlet");
            // who counts the instances is KEDA then
            assertThat(ComposeFile.map(Chart.at(workloads(ALL).get(service), "spec")))
                    .doesNotContainKey("replicas");
        }
    }

    @Test
    void alertsByTheRulesThatPrometheusReads() throws Exception {
        try (var files = Files.list(Chart.FOLDER.resolve("files/rules"))) {
            List<Object> groups =
                    files.sorted()
                            .flatMap(file ->
                                    ((List<?>) Repository.yaml(ImageRoot.read(file)).get("groups"))
                                            .stream())
                            .collect(Collectors.toList());
            assertThat(Chart.at(Chart.ofKind(ALL, "PrometheusRule").getFirst(), "spec", "groups"))
                    .isEqualTo(groups);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ingress", "enricher", "netsuite-writer", "console"})
    void doesNotMissAServiceThatIsSwitchedOff(String component) {
        String service = component.replace("netsuite-", "");

        var rules =
                absentServices(
                        Chart.render(
                                "everything", Map.of("services." + service + ".enabled", "false")));

        assertThat(absentServices(ALL)).hasSize(4).contains(component);
        assertThat(rules).hasSize(3).doesNotContain(component);
    }

    private static List<Object> absentServices(List<Map<String, Object>> objects) {
        var groups =
                (List<?>)
                        Chart.at(
                                Chart.ofKind(objects, "PrometheusRule").getFirst(),
                                "spec",
                                "groups");
        return groups.stream()
                .flatMap(group -> ((List<?>) Chart.at(group, "rules")).stream())
                .filter(rule -> "StoreledgerServiceAbsent".equals(Chart.at(rule, "alert")))
                .map(rule -> Chart.at(rule, "labels", "component"))
                .toList();
    }

    @Test
    void documentsEveryValue() throws Exception {
        var schema =
                JsonMapper.shared().readTree(Chart.FOLDER.resolve("values.schema.json").toFile());
        Map<String, Object> values =
                Repository.yaml(Repository.text("deploy/helm/storeledger/values.yaml"));

        assertThat(values.keySet())
                .isEqualTo(
                        schema.path("properties").propertyNames().stream()
                                .filter(name -> !name.equals("global"))
                                .collect(Collectors.toSet()));
    }

    private static List<String> secrets(String component) {
        var volumes =
                (List<?>)
                        Chart.at(
                                workloads(ALL).get(component),
                                "spec",
                                "template",
                                "spec",
                                "volumes");
        return volumes.stream()
                .map(volume -> Chart.at(volume, "secret", "secretName"))
                .filter(name -> name != null)
                .map(String::valueOf)
                .toList();
    }

    /// By component.
    private static Map<String, Map<String, Object>> workloads(List<Map<String, Object>> objects) {
        return objects.stream()
                .filter(object -> List.of("Deployment", "StatefulSet").contains(object.get("kind")))
                .collect(
                        Collectors.toMap(
                                object ->
                                        String.valueOf(
                                                Chart.at(
                                                        object,
                                                        "metadata",
                                                        "labels",
                                                        "app.kubernetes.io/component")),
                                object -> object));
    }
}
