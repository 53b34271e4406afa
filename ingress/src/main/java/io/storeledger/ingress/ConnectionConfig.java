package io.storeledger.ingress;

import io.storeledger.common.config.Secret;
import io.storeledger.common.config.Sections;
import io.storeledger.common.config.Settings;
import io.storeledger.ingress.hooks.HooksConfig;
import io.storeledger.ingress.signature.SignedHeaders;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// One store that may call: `connections.<name>.bigcommerce`, as far as webhooks need it.
///
/// @param name the last part of its path, `/webhooks/<name>`
/// @param storeHash the store that `producer` must name
/// @param clientSecrets the secrets of the API accounts that made the hooks; several while rotating
/// @param standardWebhooks whether a Standard Webhooks signature is accepted
/// @param xBcSignature whether an `X-BC-Signature` over the body is accepted
/// @param tolerance how far `webhook-timestamp` may be from now before a delivery counts as late
/// @param sharedSecret the header that hooks were made with, if it is accepted
/// @param hooks how its hooks are kept; empty if somebody else makes them
public record ConnectionConfig(
        String name,
        String storeHash,
        List<Secret> clientSecrets,
        boolean standardWebhooks,
        boolean xBcSignature,
        Duration tolerance,
        Optional<SharedSecretConfig> sharedSecret,
        Optional<HooksConfig> hooks) {
    private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,64}");
    private static final Pattern STORE_HASH = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,64}");
    private static final Duration STANDARD_TOLERANCE = Duration.ofMinutes(5);

    /// A header with a secret value, chosen when a hook was made and sent with every callback.
    ///
    /// @param header the header's name
    /// @param values the values that are accepted; several while rotating
    public record SharedSecretConfig(String header, List<Secret> values) {
        public SharedSecretConfig {
            values = List.copyOf(values);
        }

        /// What hooks are made with: the first value is the newest.
        Map<String, Secret> sent() {
            return values.isEmpty() ? Map.of() : Map.of(header, values.getFirst());
        }
    }

    public ConnectionConfig {
        clientSecrets = List.copyOf(clientSecrets);
    }

    static ConnectionConfig read(String name, Settings connection) {
        Settings bigcommerce = Sections.store(connection);
        Settings webhooks = bigcommerce.section("webhooks");
        Optional<SharedSecretConfig> shared =
                webhooks.has("sharedSecret")
                        ? Optional.of(sharedSecret(webhooks.section("sharedSecret")))
                        : Optional.empty();
        var read =
                new ConnectionConfig(
                        name,
                        bigcommerce.string("storeHash"),
                        secrets(bigcommerce, "clientSecrets"),
                        webhooks.flag("standardWebhooks", true),
                        webhooks.flag("xBcSignature", true),
                        webhooks.duration("tolerance", STANDARD_TOLERANCE),
                        shared,
                        HooksConfig.read(
                                name,
                                bigcommerce,
                                shared.map(SharedSecretConfig::sent).orElse(Map.of())));
        read.check(connection, bigcommerce);
        return read;
    }

    private void check(Settings connection, Settings bigcommerce) {
        if (!NAME.matcher(name).matches()) {
            connection.fault(
                    "bigcommerce",
                    "is of a connection named \"%s\"; a name has only a-z, 0-9 and -"
                            .formatted(name));
        }
        if (bigcommerce.has("storeHash") && !STORE_HASH.matcher(storeHash).matches()) {
            bigcommerce.fault(
                    "storeHash",
                    "\"%s\" should be the part after stores/ in the API path, such as abc123"
                            .formatted(storeHash));
        }
        boolean bySecret = !clientSecrets.isEmpty() && (standardWebhooks || xBcSignature);
        if (!bySecret && sharedSecret.isEmpty()) {
            bigcommerce.fault(
                    clientSecrets.isEmpty() ? "clientSecrets" : "webhooks",
                    "leaves no way to accept a webhook; store clientSecrets with storeledger"
                            + " credentials set, or set it to ${NAME_OF_AN_ENVIRONMENT_VARIABLE},"
                            + " with standardWebhooks or xBcSignature on; or a sharedSecret");
        }
    }

    private static SharedSecretConfig sharedSecret(Settings settings) {
        String header = settings.string("header");
        if (settings.has("header") && !HEADER.matcher(header).matches()) {
            settings.fault(
                    "header",
                    "\"%s\" should be a header's name, such as X-Webhook-Secret".formatted(header));
        }
        // These are kept with every event in the log: a secret must not be among them.
        if (SignedHeaders.isKept(header)) {
            settings.fault(
                    "header",
                    "\"%s\" is kept in the log; use another, such as X-Webhook-Secret"
                            .formatted(header));
        }
        List<Secret> values = secrets(settings, "value");
        if (values.isEmpty()) {
            settings.fault("value", "is required; write ${NAME_OF_AN_ENVIRONMENT_VARIABLE}");
        }
        return new SharedSecretConfig(header, values);
    }

    private static List<Secret> secrets(Settings settings, String key) {
        List<Secret> all = settings.secrets(key);
        if (all.stream().anyMatch(secret -> secret.reveal().isBlank())) {
            settings.fault(key, "has an empty secret; leave it out or give it a value");
        }
        return all.stream().filter(secret -> !secret.reveal().isBlank()).toList();
    }
}
