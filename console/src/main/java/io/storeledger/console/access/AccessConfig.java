package io.storeledger.console.access;

import io.storeledger.clients.signin.OpenIdConfig;
import io.storeledger.common.config.Secret;
import io.storeledger.common.config.Settings;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Who is let in: parts of the `console` section.
///
/// @param url the address that people open, if it is not the one listened on
/// @param peerSecret by which consoles ask each other
/// @param session how long one stays signed in
/// @param tokens who signs in with a token
/// @param openId by whom people are known, if they sign in by OpenID Connect
public record AccessConfig(
        Optional<URI> url,
        Optional<Secret> peerSecret,
        Duration session,
        List<Token> tokens,
        Optional<OpenId> openId) {
    private static final int SHORTEST_SECRET = 16;

    /// Signing in by OpenID Connect.
    ///
    /// @param provider who knows people, and as which client we ask
    /// @param nameClaim the claim that says what the audit log calls somebody
    /// @param rolesClaim the claim whose values give roles
    /// @param roles which of its values give which role; `*` is everybody's
    public record OpenId(
            OpenIdConfig provider,
            String nameClaim,
            String rolesClaim,
            Map<Role, List<String>> roles) {
        public OpenId {
            roles = Map.copyOf(roles);
        }
    }

    /// Nobody signs in: whoever uses the machine may do everything.
    public static final AccessConfig OPEN =
            new AccessConfig(
                    Optional.empty(),
                    Optional.empty(),
                    Duration.ofHours(12),
                    List.of(),
                    Optional.empty());

    public AccessConfig {
        tokens = List.copyOf(tokens);
    }

    /// Reads it from the `console` section.
    ///
    /// @param host the address that is listened on; other machines must not reach it unless there
    ///   is a way to sign in
    public static AccessConfig read(Settings console, String host) {
        Settings signIn = console.section("signIn");
        Optional<URI> url =
                console.has("url") ? Optional.of(console.uri("url", null)) : Optional.empty();
        Optional<Secret> peerSecret = console.optionalSecret("peerSecret");
        if (peerSecret.filter(AccessConfig::isShort).isPresent()) {
            console.fault("peerSecret", tooShort());
        }
        var config =
                new AccessConfig(
                        url,
                        peerSecret,
                        signIn.duration("session", OPEN.session()),
                        tokens(signIn),
                        openId(console, signIn, url));
        if (config.isOpen() && !Loopback.isBoundTo(host)) {
            console.fault(
                    "host",
                    "\"%s\" can be reached from other machines; configure console.signIn, or write 127.0.0.1"
                            .formatted(host));
        }
        return config;
    }

    /// Whether there is no way to sign in, because nobody needs to.
    public boolean isOpen() {
        return tokens.isEmpty() && openId.isEmpty();
    }

    private static List<Token> tokens(Settings signIn) {
        List<Token> all = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Settings one : signIn.list("tokens")) {
            String name = one.string("name");
            if (!names.add(name)) {
                one.fault("name", "\"%s\" is the name of another token too".formatted(name));
            }
            Secret secret =
                    one.optionalSecret("secret")
                            .or(() -> signIn.storedSecret("tokens." + name))
                            .orElseGet(() -> missing(one, "secret", "signIn.tokens." + name));
            if (isShort(secret)) {
                one.fault("secret", tooShort());
            }
            all.add(new Token(name, roles(one), secret));
        }
        return all;
    }

    private static Set<Role> roles(Settings token) {
        Set<Role> all = EnumSet.noneOf(Role.class);
        for (String written : token.strings("roles", List.of("look"))) {
            try {
                all.add(Role.valueOf(written.toUpperCase(Locale.ROOT)));
            } catch (IllegalArgumentException e) {
                token.fault("roles", "\"%s\" should be look, payloads or act".formatted(written));
            }
        }
        return all;
    }

    private static Optional<OpenId> openId(Settings console, Settings signIn, Optional<URI> url) {
        if (!signIn.has("openIdConnect")) {
            return Optional.empty();
        }
        Settings openId = signIn.section("openIdConnect");
        if (url.isEmpty()) {
            console.fault(
                    "url",
                    "is required for openIdConnect; write the address that people open, such as"
                            + " https://storeledger.example.com");
        }
        Settings roles = openId.section("roles");
        Map<Role, List<String>> values = new EnumMap<>(Role.class);
        for (Role role : Role.values()) {
            values.put(role, roles.strings(role.name().toLowerCase(Locale.ROOT), List.of()));
        }
        if (values.values().stream().allMatch(List::isEmpty)) {
            openId.fault("roles", "should say which values give look, payloads and act");
        }
        URI issuer = openId.uri("issuer", null);
        if (issuer.getScheme().equals("http") && !Loopback.isNamedBy(issuer.getAuthority())) {
            openId.fault("issuer", "should begin with https: what it says decides who comes in");
        }
        return Optional.of(
                new OpenId(
                        new OpenIdConfig(
                                issuer,
                                openId.string("clientId"),
                                openId.optionalSecret("clientSecret")
                                        .orElseGet(() ->
                                                missing(
                                                        openId,
                                                        "clientSecret",
                                                        "signIn.openIdConnect.clientSecret")),
                                openId.strings("scopes", List.of("openid", "profile", "email"))),
                        openId.string("nameClaim", "email"),
                        openId.string("rolesClaim", "groups"),
                        values));
    }

    private static Secret missing(Settings settings, String key, String credential) {
        settings.fault(
                key,
                "is required; store it with storeledger credentials set console %s, or write ${NAME_OF_AN_ENVIRONMENT_VARIABLE} or ${file:PATH}, not the secret itself"
                        .formatted(credential));
        return Secret.of("?".repeat(SHORTEST_SECRET));
    }

    private static boolean isShort(Secret secret) {
        return secret.parts().stream().anyMatch(part -> part.reveal().length() < SHORTEST_SECRET);
    }

    private static String tooShort() {
        return "should have %d characters or more; openssl rand -base64 32 makes a good one"
                .formatted(SHORTEST_SECRET);
    }
}
