package io.storeledger.console.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeledger.common.config.Secret;
import io.storeledger.console.access.Entry.Admitted;
import io.storeledger.console.access.Entry.Refused;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccessTest {
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    private static final String TOKEN = "a-token-of-sixteen-and-more";
    private static final AccessConfig GUARDED =
            new AccessConfig(
                    Optional.of(URI.create("https://ledger.example.com")),
                    Optional.of(Secret.of("the-consoles-own-secret")),
                    Duration.ofHours(1),
                    List.of(
                            new Token("maria", Set.of(Role.LOOK, Role.ACT), Secret.of(TOKEN)),
                            new Token(
                                    "grafana",
                                    Set.of(Role.LOOK),
                                    Secret.of("another-token-of-16"))),
                    Optional.empty());

    private Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);

    @ParameterizedTest
    @CsvSource({
        "localhost:8090, true",
        "127.0.0.1:8090, true",
        "127.3.2.1, true",
        "[::1]:8090, true",
        "LOCALHOST, true",
        "rebound.example.com:8090, false",
        "127.0.0.1.example.com:8090, false",
        "localhost.example.com, false",
        "192.168.1.7:8090, false",
        "'', false"
    })
    void anOpenConsoleAnswersOnlyUnderThisMachinesOwnNames(String host, boolean answers) {
        Access access = access(AccessConfig.OPEN);

        assertThat(access.fault(visit(false, host, Optional.empty(), true)).isEmpty())
                .isEqualTo(answers);
    }

    @ParameterizedTest
    @CsvSource({
        "true, http://127.0.0.1:8090, true",
        "true, , true",
        "false, http://127.0.0.1:8090, false",
        "true, http://127.0.0.1:9999, false",
        "true, https://evil.example.com, false",
        "true, 'null', false"
    })
    void aCallThatChangesSomethingMustBeMarkedAndComeFromOurOwnPage(
            boolean marked, String origin, boolean passes) {
        Access access = access(AccessConfig.OPEN);

        assertThat(
                        access.fault(
                                        visit(
                                                true,
                                                "127.0.0.1:8090",
                                                Optional.ofNullable(origin),
                                                marked))
                                .isEmpty())
                .isEqualTo(passes);
    }

    @Test
    void knowsItsOwnPageBehindAProxyByTheConfiguredAddress() {
        Access access = access(GUARDED);

        assertThat(
                        access.fault(
                                visit(
                                        true,
                                        "console:8090",
                                        of("https://ledger.example.com"),
                                        true)))
                .isEmpty();
        assertThat(access.fault(visit(true, "console:8090", of("http://ledger.example.com"), true)))
                .isPresent();
    }

    @Test
    void knowsWhoHoldsATokenAndWhatTheyMay() {
        Entry entry = access(GUARDED).admit(bearer(TOKEN));

        assertThat(entry).isEqualTo(new Admitted(new Person("maria", Set.of(Role.LOOK, Role.ACT))));
    }

    @Test
    void letsNobodyInWithoutOrWithAWrongToken() {
        Access access = access(GUARDED);

        assertThat(status(access.admit(visit(false, "x", Optional.empty(), false)))).isEqualTo(401);
        assertThat(status(access.admit(bearer(TOKEN + "x")))).isEqualTo(401);
        assertThat(status(access.admit(bearer("")))).isEqualTo(401);
    }

    @Test
    void listensToNoTokenForAMinuteAfterTenWrongOnesFromAnAddress() {
        Access access = new Access(GUARDED, sessions(), new Shifting());
        for (int i = 0; i < 10; i++) {
            assertThat(status(access.admit(bearer("wrong")))).isEqualTo(401);
        }

        assertThat(status(access.admit(bearer(TOKEN)))).isEqualTo(429);

        clock = Clock.offset(clock, Duration.ofSeconds(61));
        assertThat(access.admit(bearer(TOKEN))).isInstanceOf(Admitted.class);
    }

    @Test
    void letsAnotherConsoleLookAndNoMore() {
        Access access = access(GUARDED);

        assertThat(access.admit(peer("the-consoles-own-secret")))
                .isEqualTo(new Admitted(new Person("another console", Set.of(Role.LOOK))));
        assertThat(status(access.admit(peer("guessed")))).isEqualTo(401);
        assertThat(status(access(AccessConfig.OPEN).admit(peer("")))).isEqualTo(401);
    }

    @Test
    void aSessionEndsWhenItIsToldToOrAfterItsTime() {
        Sessions sessions = new Sessions(new Shifting(), new SecureRandom(), Duration.ofHours(1));
        Person maria = new Person("maria", Set.of(Role.LOOK));
        String ended = sessions.begin(maria);
        String left = sessions.begin(maria);

        assertThat(sessions.find(left)).contains(maria);
        sessions.end(ended);
        assertThat(sessions.find(ended)).isEmpty();
        assertThat(sessions.find("made-up")).isEmpty();
        clock = Clock.offset(clock, Duration.ofMinutes(60));
        assertThat(sessions.find(left)).isEmpty();
    }

    private Access access(AccessConfig config) {
        return new Access(config, sessions(), clock);
    }

    private Sessions sessions() {
        return new Sessions(clock, new SecureRandom(), Duration.ofHours(1));
    }

    private static Visit bearer(String token) {
        return new Visit(
                false,
                "x",
                Optional.empty(),
                false,
                of(token),
                Optional.empty(),
                Optional.empty(),
                "10.0.0.7");
    }

    private static Visit peer(String secret) {
        return new Visit(
                false,
                "x",
                Optional.empty(),
                false,
                Optional.empty(),
                Optional.empty(),
                of(secret),
                "10.0.0.8");
    }

    private static Visit visit(
            boolean changes, String host, Optional<String> origin, boolean marked) {
        return new Visit(
                changes,
                host == null ? "" : host,
                origin,
                marked,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "10.0.0.9");
    }

    private static Optional<String> of(String text) {
        return Optional.of(text);
    }

    private static int status(Entry entry) {
        return switch (entry) {
            case Admitted _ -> 200;
            case Refused(var status, var sentence) -> {
                assertThat(sentence).endsWith(".");
                yield status.getCode();
            }
        };
    }

    /// The test's clock, as it is set now.
    private final class Shifting extends Clock {
        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return clock.instant();
        }
    }
}
