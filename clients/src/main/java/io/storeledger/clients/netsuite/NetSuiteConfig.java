package io.storeledger.clients.netsuite;

import io.storeledger.clients.netsuite.auth.CertificateExpiry;
import io.storeledger.clients.netsuite.auth.Credentials;
import io.storeledger.clients.netsuite.auth.SigningAlgorithm;
import io.storeledger.common.config.ConfigException;
import io.storeledger.common.config.Secret;
import io.storeledger.common.config.Settings;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// How to reach one NetSuite account.
///
/// @param account its id, such as `1234567` or `1234567_SB1`
/// @param restUrl its SuiteTalk address
/// @param credentials what the integration proves itself with
/// @param startConcurrency calls at once to begin with
/// @param maxConcurrency calls at once never to exceed
/// @param connectTimeout for a connection to stand
/// @param readTimeout for each silence while an answer is awaited
public record NetSuiteConfig(
        String account,
        URI restUrl,
        Credentials credentials,
        int startConcurrency,
        int maxConcurrency,
        Duration connectTimeout,
        Duration readTimeout) {
    private static final Pattern ACCOUNT = Pattern.compile("[A-Za-z0-9]+([_-][A-Za-z0-9]+)?");
    private static final int START = 4;
    private static final int MAX = 20;
    private static final int MOST = 200;
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

    /// An overloaded account was seen to stall for 61 s before it answers.
    private static final Duration READ_TIMEOUT = Duration.ofSeconds(100);

    /// @throws ConfigException if the account id could lead the assertion to another host
    public NetSuiteConfig {
        if (!ACCOUNT.matcher(account).matches()) {
            throw new ConfigException("netsuite", List.of("account " + wrongAccount(account)));
        }
    }

    /// The standard concurrency and timeouts.
    public static NetSuiteConfig of(String account, URI restUrl, Credentials credentials) {
        return new NetSuiteConfig(
                account, restUrl, credentials, START, MAX, CONNECT_TIMEOUT, READ_TIMEOUT);
    }

    /// Reads a `netsuite` section; faults are noted in it.
    public static NetSuiteConfig read(Settings settings) {
        String account = settings.optionalString("account").orElse("");
        if (!ACCOUNT.matcher(account).matches()) {
            settings.fault("account", wrongAccount(account));
            account = "invalid";
        }
        Settings concurrency = settings.section("concurrency");
        int max = concurrency.integer("max", MAX, 1, MOST);
        return new NetSuiteConfig(
                account,
                settings.uri("restUrl", standardUrl(account)),
                credentials(settings),
                Math.min(max, concurrency.integer("start", START, 1, MOST)),
                max,
                settings.duration("connectTimeout", CONNECT_TIMEOUT),
                settings.duration("readTimeout", READ_TIMEOUT));
    }

    /// Setup > Company > Company Information > Company URLs shows the address this follows.
    static URI standardUrl(String account) {
        String host = account.toLowerCase(Locale.ROOT).replace('_', '-');
        return URI.create("https://" + host + ".suitetalk.api.netsuite.com");
    }

    private static Credentials credentials(Settings settings) {
        Optional<SigningAlgorithm> algorithm = algorithm(settings);
        Secret key = settings.secret("privateKey");
        if (settings.optionalSecret("privateKey").isPresent() && settings.isSound("privateKey")) {
            Credentials.keyFault(key, algorithm)
                    .ifPresent(fault -> settings.fault("privateKey", fault));
        }
        List<String> scopes = settings.strings("scope", List.of("rest_webservices"));
        return new Credentials(
                settings.secret("clientId"),
                settings.secret("certificateId"),
                key,
                algorithm,
                scopes,
                settings.choice(
                                "scopeFormat",
                                ScopeFormat.class,
                                scopes.size() > 1 ? ScopeFormat.ARRAY : ScopeFormat.STRING)
                        == ScopeFormat.ARRAY,
                certificate(settings));
    }

    private static Optional<Secret> certificate(Settings settings) {
        Optional<Secret> certificate = settings.optionalSecret("certificate");
        certificate
                .filter(pem -> CertificateExpiry.of(pem.reveal()).isEmpty())
                .ifPresent(_ ->
                        settings.fault(
                                "certificate",
                                "is no certificate in PEM; write ${file:PATH} of the one that was"
                                        + " uploaded to NetSuite, or leave it out"));
        return certificate;
    }

    /// Oracle's table says a text, its sample an array; both are seen to work.
    private enum ScopeFormat {
        ARRAY,
        STRING
    }

    /// Not read as a choice: these names are written in capitals everywhere else.
    private static Optional<SigningAlgorithm> algorithm(Settings settings) {
        Optional<String> name = settings.optionalString("algorithm");
        for (SigningAlgorithm algorithm : SigningAlgorithm.values()) {
            if (name.filter(algorithm.name()::equalsIgnoreCase).isPresent()) {
                return Optional.of(algorithm);
            }
        }
        name.ifPresent(given ->
                settings.fault(
                        "algorithm",
                        "\"%s\" should be one of PS256, PS384, PS512, ES256, ES384, ES512"
                                .formatted(given)));
        return Optional.empty();
    }

    private static String wrongAccount(String account) {
        return "\"%s\" should be the account id, such as 1234567 or 1234567_SB1".formatted(account);
    }
}
