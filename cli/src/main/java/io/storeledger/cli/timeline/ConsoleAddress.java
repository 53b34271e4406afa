package io.storeledger.cli.timeline;

import io.storeledger.common.config.ConfigException;
import io.storeledger.common.config.Sections;
import io.storeledger.common.config.Settings;
import io.storeledger.common.config.SettingsFile;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Where the console is: `--console`, else as the configuration says, else where it is by default.
public final class ConsoleAddress {
    private static final String HOST = "127.0.0.1";
    private static final int PORT = 8090;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "the configuration (default: ${DEFAULT-VALUE})")
    private Path config = Path.of("storeledger.yaml");

    @Option(
            names = "--console",
            paramLabel = "URL",
            description =
                    "the running console (default: console.host and console.port of the"
                            + " configuration)")
    private @Nullable String console;

    /// Its address.
    ///
    /// @throws ConfigException if what was given is none
    public URI uri() {
        return console == null ? configured() : given(console);
    }

    /// Only these two keys are read: the rest of the file may name secrets that whoever looks does
    /// not have.
    private URI configured() {
        String host = HOST;
        int port = PORT;
        if (Files.exists(config)) {
            Settings section =
                    Sections.root(SettingsFile.load(config, System.getenv())).section("console");
            host = section.string("host", HOST);
            port = section.integer("port", PORT, 0, 65_535);
            if (port == 0) {
                throw new ConfigException(
                        config.toString(),
                        List.of(
                                "console.port is 0, so that the console has another port at each"
                                        + " start; say which with --console URL, as the running"
                                        + " Storeledger prints it."));
            }
        }
        boolean any = host.equals("0.0.0.0") || host.equals("::");
        return URI.create("http://%s:%d".formatted(any ? HOST : host, port));
    }

    private static URI given(String text) {
        try {
            URI uri = URI.create(text);
            if (uri.getHost() != null) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            // said below
        }
        throw new ConfigException(
                "--console",
                List.of(
                        "\"%s\" should be an address such as http://127.0.0.1:8090"
                                .formatted(text)));
    }
}
