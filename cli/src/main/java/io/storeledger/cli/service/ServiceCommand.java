package io.storeledger.cli.service;

import io.storeledger.catalog.CatalogMain;
import io.storeledger.console.ConsoleMain;
import io.storeledger.enricher.EnricherMain;
import io.storeledger.ingress.IngressMain;
import io.storeledger.writer.WriterMain;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/// `storeledger service`: one of the services as a process of its own, as on a cluster.
@Command(
        name = "service",
        description = {
            "Runs one service as a process of its own, on the cluster that kafka.bootstrapServers"
                    + " names: ingress, enricher, writer, catalog or console.",
            "As many instances of each may run as there are partitions; all read the same"
                    + " configuration."
        },
        mixinStandardHelpOptions = true)
public final class ServiceCommand implements Callable<Integer> {
    private static final String NAMES = "ingress, enricher, writer, catalog, console";

    @Parameters(paramLabel = "NAME", description = NAMES, converter = Which.Converter.class)
    private Which which = Which.INGRESS;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "the configuration (default: ${DEFAULT-VALUE})")
    private Path config = Path.of("storeledger.yaml");

    @Override
    public Integer call() {
        String[] args = {config.toString()};
        switch (which) {
            case INGRESS -> IngressMain.main(args);
            case ENRICHER -> EnricherMain.main(args);
            case WRITER -> WriterMain.main(args);
            case CATALOG -> CatalogMain.main(args);
            case CONSOLE -> ConsoleMain.main(args);
        }
        return 0;
    }

    /// The services.
    enum Which {
        INGRESS,
        ENRICHER,
        WRITER,
        CATALOG,
        CONSOLE;

        static final class Converter implements ITypeConverter<Which> {
            @Override
            public Which convert(String name) {
                for (Which which : values()) {
                    if (which.name().toLowerCase(Locale.ROOT).equals(name)) {
                        return which;
                    }
                }
                throw new TypeConversionException(
                        "\"%s\" is no service; there are %s".formatted(name, NAMES));
            }
        }
    }
}
