package io.storeledger.cli.credentials;

import io.storeledger.clients.netsuite.auth.KeyAndCertificate;
import io.storeledger.common.config.ConfigException;
import io.storeledger.common.vault.PrivateFile;
import io.storeledger.common.vault.Vault;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `storeledger netsuite keygen`: the key pair and the certificate for NetSuite's OAuth 2.0 client
/// credentials.
@Command(
        name = "keygen",
        description = {
            "Makes a key pair and the X.509 certificate that NetSuite wants, valid for two years,"
                    + " and says where to upload what.",
            "With --connection the private key goes into the credentials file, beside the one in"
                    + " use, and is used once the certificate's id is set."
        },
        mixinStandardHelpOptions = true)
final class KeygenCommand implements Callable<Integer> {
    private enum Type {
        rsa(KeyAndCertificate.Kind.RSA),
        ec(KeyAndCertificate.Kind.EC);

        private final KeyAndCertificate.Kind kind;

        Type(KeyAndCertificate.Kind kind) {
            this.kind = kind;
        }
    }

    @Option(
            names = "--type",
            paramLabel = "rsa|ec",
            description =
                    "rsa: 3072 bits, for PS256; ec: P-256, for ES256 (default: ${DEFAULT-VALUE})")
    private Type type = Type.rsa;

    @Option(
            names = "--connection",
            paramLabel = "NAME",
            description = "stores the private key for this connection")
    private @Nullable String connection;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "where the certificate goes (default: here)")
    private Path folder = Path.of("");

    @Mixin private final ConfigFile config = new ConfigFile();

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        String name = connection == null ? "netsuite" : "netsuite-" + connection;
        Path certificate = folder.resolve(name + "-certificate.pem");
        Path key = folder.resolve(name + "-key.pem");
        if (connection != null) {
            config.checkConnection(connection);
        } else {
            refuseToOverwrite(key);
        }
        refuseToOverwrite(certificate);
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        KeyAndCertificate made =
                KeyAndCertificate.generate(
                        type.kind,
                        "Storeledger" + (connection == null ? "" : " " + connection),
                        now,
                        new SecureRandom());
        write(certificate, made.certificate());
        if (connection != null) {
            store(connection, made, now);
        } else {
            PrivateFile.replace(key, made.privateKey().reveal().getBytes(StandardCharsets.UTF_8));
            out().printf("The private key is in %s; nobody else can read it.%n", key);
        }
        out().printf(
                        "The certificate is in %s and ends on %s; Storeledger warns from 60 days"
                                + " before.%n",
                        certificate, made.expiresAt().atZone(ZoneOffset.UTC).toLocalDate());
        out().printf("%s", steps(certificate, key));
        return 0;
    }

    private void store(String into, KeyAndCertificate made, Instant now) {
        Vault vault = config.vault();
        boolean newMaster = vault.change(open -> NextKey.put(open, into, made, now));
        out().printf(
                        "The private key is in %s; it is used once netsuite.certificateId is"
                                + " set.%n",
                        vault.file());
        if (newMaster) {
            out().printf(
                            "A master key was made: %s. Keep a copy of it.%n",
                            vault.master().written());
        }
    }

    private String steps(Path certificate, Path key) {
        String of = connection == null ? "CONNECTION" : connection;
        String more =
                connection == null
                        ? "     storeledger credentials set %s netsuite.privateKey --from %s%n     storeledger credentials set %s netsuite.certificate --from %s%n"
                                .formatted(of, key, of, certificate)
                        : "";
        return """

        In NetSuite, as an administrator:
        1. Setup > Company > Enable Features > SuiteCloud: tick REST Web Services and OAuth 2.0.
        2. Setup > Users/Roles > Manage Roles: a role for Storeledger with Log in using OAuth 2.0 Access
           Tokens, REST Web Services, SuiteAnalytics Workbook, Find Transaction, and the records it writes
           and reads: Customers, Sales Order, Credit Memo, Cash Sale Refund, Invoice, Items. Give it to an
           employee made for Storeledger.
        3. Setup > Integration > Manage Integrations > New: tick Client Credentials (Machine to Machine)
           Grant and the scope REST Web Services, nothing else. Note the client id: it is shown once.
        4. Setup > Integration > Manage Authentication > OAuth 2.0 Client Credentials (M2M) Setup > Create
           New: choose that employee, role and integration, and upload %s. Note the Certificate ID.
        5. Here:
             storeledger credentials set %s netsuite.clientId
        %s     storeledger credentials set %s netsuite.certificateId
             storeledger ping %s
        For a certificate that replaces another, step 4 and the certificate id are all. A refresh of a
        sandbox account wipes step 4.
        """
                .formatted(certificate, of, more, of, of);
    }

    private static void refuseToOverwrite(Path file) {
        if (Files.exists(file)) {
            throw new ConfigException(
                    file.toString(),
                    List.of("is there already; name another folder with --out, or remove it."));
        }
    }

    private static void write(Path file, String text) {
        try {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            Files.writeString(file, text, StandardOpenOption.CREATE_NEW);
        } catch (IOException e) {
            throw new ConfigException(
                    file.toString(),
                    List.of("can't be written (%s).".formatted(e.getClass().getSimpleName())));
        }
    }

    private PrintWriter out() {
        return Objects.requireNonNull(spec).commandLine().getOut();
    }
}
