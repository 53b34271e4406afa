package io.storeledger.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The direction of the architecture. Each test reads as one of its sentences; whoever breaks one
/// has put something in the wrong room.
class DirectionTest {
    private static final String COMMON = "io.storeledger.common..";
    private static final String CLIENTS = "io.storeledger.clients..";
    private static final String BROKER = "io.storeledger.broker..";
    private static final String SANDBOX = "io.storeledger.sandbox..";
    private static final String INGRESS = "io.storeledger.ingress..";
    private static final String ENRICHER = "io.storeledger.enricher..";
    private static final String WRITER = "io.storeledger.writer..";
    private static final String CATALOG = "io.storeledger.catalog..";
    private static final String MAPPING = "io.storeledger.mapping..";
    private static final String CONSOLE = "io.storeledger.console..";
    private static final String CLI = "io.storeledger.cli..";

    private static JavaClasses ours;

    @BeforeAll
    static void read() {
        ours =
                new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("io.storeledger");
    }

    @Test
    void commonImportsNothingOfOurs() {
        noClasses()
                .that()
                .resideInAPackage(COMMON)
                .should()
                .dependOnClassesThat(oursOutside("common"))
                .check(ours);
    }

    @Test
    void clientsSeeOfCommonOnlyConfigJsonAndMetric() {
        noClasses()
                .that()
                .resideInAPackage(CLIENTS)
                .should()
                .dependOnClassesThat(
                        oursOutside("clients", "common.config", "common.json", "common.metric"))
                .check(ours);
    }

    @Test
    void mappingSeesCommonAlone() {
        noClasses()
                .that()
                .resideInAPackage(MAPPING)
                .should()
                .dependOnClassesThat(oursOutside("mapping", "common"))
                .check(ours);
        noClasses()
                .that()
                .resideInAPackage(MAPPING)
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.kafka..")
                .check(ours);
    }

    @Test
    void noServiceImportsAnotherService() {
        noClasses()
                .that()
                .resideInAPackage(INGRESS)
                .should()
                .dependOnClassesThat(oursOutside("ingress", "common", "clients"))
                .check(ours);
        noClasses()
                .that()
                .resideInAPackage(ENRICHER)
                .should()
                .dependOnClassesThat(oursOutside("enricher", "common", "clients", "mapping"))
                .check(ours);
        noClasses()
                .that()
                .resideInAPackage(WRITER)
                .should()
                .dependOnClassesThat(oursOutside("writer", "common", "clients", "mapping"))
                .check(ours);
        noClasses()
                .that()
                .resideInAPackage(CATALOG)
                .should()
                .dependOnClassesThat(oursOutside("catalog", "common", "clients"))
                .check(ours);
        noClasses()
                .that()
                .resideInAPackage(CONSOLE)
                .should()
                .dependOnClassesThat(oursOutside("console", "common", "clients", "mapping"))
                .check(ours);
    }

    @Test
    void theSandboxAndTheBrokerKnowNobody() {
        noClasses()
                .that()
                .resideInAPackage(SANDBOX)
                .should()
                .dependOnClassesThat(oursOutside("sandbox"))
                .check(ours);
        noClasses()
                .that()
                .resideInAPackage(BROKER)
                .should()
                .dependOnClassesThat(oursOutside("broker"))
                .check(ours);
    }

    @Test
    void nobodySeesTheCommandLine() {
        classes()
                .that()
                .resideInAPackage(CLI)
                .should()
                .onlyBeAccessed()
                .byAnyPackage(CLI)
                .check(ours);
    }

    @Test
    void onlyClientsImportOkHttp() {
        noClasses()
                .that()
                .resideOutsideOfPackage(CLIENTS)
                .should()
                .dependOnClassesThat()
                .resideInAPackage("okhttp3..")
                .check(ours);
    }

    @Test
    void onlyClientsAndTheirFakeImportNimbus() {
        noClasses()
                .that()
                .resideOutsideOfPackages(CLIENTS, SANDBOX)
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.nimbusds..")
                .check(ours);
    }

    @Test
    void onlyTheVaultImportsTink() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.storeledger.common.vault..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.google.crypto.tink..")
                .check(ours);
    }

    @Test
    void onlyIngressConsoleAndSandboxImportJavalin() {
        noClasses()
                .that()
                .resideOutsideOfPackages(INGRESS, CONSOLE, SANDBOX)
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.javalin..")
                .check(ours);
    }

    @Test
    void clientsImportNoKafka() {
        noClasses()
                .that()
                .resideInAPackage(CLIENTS)
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.kafka..")
                .check(ours);
    }

    @Test
    void onlyTheBrokerImportsTheServerOfKafka() {
        noClasses()
                .that()
                .resideOutsideOfPackage(BROKER)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("kafka..", "org.apache.kafka.server..")
                .check(ours);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("io.storeledger.(**)").should().beFreeOfCycles().check(ours);
    }

    private static DescribedPredicate<JavaClass> oursOutside(String... rooms) {
        return DescribedPredicate.describe(
                "are ours and outside of " + String.join(", ", rooms),
                type -> {
                    String name = type.getPackageName();
                    if (!name.startsWith("io.storeledger.")) {
                        return false;
                    }
                    for (String room : rooms) {
                        String allowed = "io.storeledger." + room;
                        if (name.equals(allowed) || name.startsWith(allowed + ".")) {
                            return false;
                        }
                    }
                    return true;
                });
    }
}
