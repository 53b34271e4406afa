package io.storeledger.cli.credentials;

import io.storeledger.clients.netsuite.auth.CertificateExpiry;
import io.storeledger.clients.netsuite.auth.Credentials;
import io.storeledger.common.config.ConfigException;
import io.storeledger.common.config.Secret;
import io.storeledger.common.config.Sections;
import io.storeledger.common.vault.CredentialId;
import io.storeledger.common.vault.MasterKey;
import io.storeledger.common.vault.Vault;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `storeledger credentials`: the secrets of all connections, in one encrypted file.
@Command(
        name = "credentials",
        description = {
            "Keeps both vendors' secrets in one encrypted file, which credentials.file and"
                    + " credentials.masterKey in the configuration name. A secret that is there"
                    + " need not be in the configuration. What runs follows a change within a"
                    + " second.",
            "Credentials: bigcommerce.accessToken, bigcommerce.clientSecrets,"
                    + " bigcommerce.webhooks.sharedSecret.value, netsuite.clientId,"
                    + " netsuite.certificateId, netsuite.privateKey, netsuite.certificate.",
            "Of the console, with \"console\" for the connection: peerSecret,"
                    + " signIn.openIdConnect.clientSecret, signIn.tokens.NAME."
        },
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "set|list|rotate|remove")
public final class CredentialsCommand {
    @Spec private @Nullable CommandSpec spec;

    @Command(
            name = "set",
            description = {
                "Stores a secret; asks for it, or reads it from a pipe or a file, never from the"
                        + " command line.",
                "The first one makes the file, and a master key if that is to be in a file too.",
                "Setting netsuite.certificateId takes the key that netsuite keygen made into use."
            },
            mixinStandardHelpOptions = true)
    int set(
            @Parameters(paramLabel = "CONNECTION", description = "as in the configuration")
                    String connection,
            @Parameters(paramLabel = "CREDENTIAL", description = "such as bigcommerce.accessToken")
                    String name,
            @Option(
                            names = "--add",
                            description =
                                    "keeps what is there and accepts both: for client secrets and"
                                            + " the shared secret, while they are rotated")
                    boolean add,
            @Mixin SecretInput input,
            @Mixin ConfigFile config) {
        CredentialId id = config.id(connection, name);
        if (add && !several(name)) {
            throw new ConfigException("--add", List.of(name + " can only be one."));
        }
        Vault vault = config.vault();
        String value = input.read(id.toString());
        checkValue(name, value);
        Instant now = now();
        var used = new boolean[1];
        boolean made =
                vault.change(open -> {
                    Optional<String> before = add ? open.find(id) : Optional.empty();
                    open.set(id, before.map(old -> value + "\n" + old).orElse(value), now);
                    used[0] =
                            name.equals(NextKey.CERTIFICATE_ID)
                                    && NextKey.use(open, connection, now);
                });
        out().printf("%s is stored in %s.%n", id, vault.file());
        if (used[0]) {
            out().println("The key that netsuite keygen made for it is in use from now on.");
        }
        if (made) {
            out().printf(
                            "A master key was made: %s. Whoever has it and %s has the secrets: keep"
                                    + " a copy of it in another place than the copies of that.%n",
                            vault.master().written(), vault.file());
        }
        return 0;
    }

    @Command(
            name = "list",
            description = "Shows which credentials are stored, and since when; never a value.",
            mixinStandardHelpOptions = true)
    int list(@Mixin ConfigFile config) {
        Vault vault = config.vault();
        List<Vault.Entry> entries = vault.list();
        if (entries.isEmpty()) {
            out().printf("There are no credentials in %s.%n", vault.file());
        }
        for (Vault.Entry entry : entries) {
            out().printf(
                            "%-20s %-42s %s%n",
                            entry.id().connection(), entry.id().name(), entry.setAt());
        }
        return 0;
    }

    @Command(
            name = "rotate",
            description = {
                "Seals all credentials anew, under a new data key and a new master key.",
                "A master key in a file is made anew there; what runs goes on. One in a key"
                        + " management system is rotated there, and used anew here. With --to"
                        + " another place holds the master key from now on."
            },
            mixinStandardHelpOptions = true)
    int rotate(
            @Option(
                            names = "--to",
                            paramLabel = "SOURCE",
                            description = "file:PATH, env:NAME or the URI of a KMS key")
                    @Nullable String source,
            @Mixin ConfigFile config) {
        Vault vault = config.vault();
        Optional<MasterKey> to = Optional.ofNullable(source).map(CredentialsCommand::key);
        vault.rotate(to);
        out().printf("%d credentials in %s are sealed anew.%n", vault.list().size(), vault.file());
        to.ifPresent(key ->
                out().printf(
                                "Write this into %s now, and restart what runs; until then it uses"
                                        + " the secrets it has:%n  credentials: { masterKey: \"%s\""
                                        + " }%n",
                                config.path(), key.written()));
        return 0;
    }

    @Command(
            name = "remove",
            description = "Removes a credential. What runs keeps it until it is restarted.",
            mixinStandardHelpOptions = true)
    int remove(
            @Parameters(paramLabel = "CONNECTION", description = "as list shows it")
                    String connection,
            @Parameters(paramLabel = "CREDENTIAL", description = "as list shows it") String name,
            @Mixin ConfigFile config) {
        Vault vault = config.vault();
        CredentialId id = new CredentialId(connection, name);
        if (vault.list().stream().noneMatch(entry -> entry.id().equals(id))) {
            throw new ConfigException(vault.file().toString(), List.of("has no " + id + "."));
        }
        vault.change(open -> open.remove(id));
        out().printf("%s is no longer in %s.%n", id, vault.file());
        return 0;
    }

    private static boolean several(String name) {
        return name.equals("bigcommerce.clientSecrets")
                || name.endsWith("sharedSecret.value")
                || name.equals("peerSecret")
                || name.startsWith(Sections.CONSOLE_TOKENS);
    }

    /// What can be told wrong from the value alone, so that it is told now and not at night.
    private static void checkValue(String name, String value) {
        Optional<String> fault =
                switch (name) {
                    case "netsuite.privateKey" ->
                            Credentials.keyFault(Secret.of(value), Optional.empty());
                    case "netsuite.certificate" ->
                            CertificateExpiry.of(value).isEmpty()
                                    ? Optional.of("is no X.509 certificate in PEM")
                                    : Optional.empty();
                    default ->
                            value.contains("\n") && !several(name)
                                    ? Optional.of("has several lines; it should be one")
                                    : Optional.empty();
                };
        fault.ifPresent(what -> {
            throw new ConfigException(name, List.of(what + ". Nothing was changed."));
        });
    }

    private static MasterKey key(String source) {
        return MasterKey.parse(source, System.getenv())
                .orElseThrow(() ->
                        new ConfigException("--to", List.of("should be " + MasterKey.WRITTEN)));
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.SECONDS);
    }

    private PrintWriter out() {
        return java.util.Objects.requireNonNull(spec).commandLine().getOut();
    }
}
