package io.storeledger.console.access;

import io.storeledger.clients.signin.Identity;
import io.storeledger.clients.signin.OpenIdConnect;
import io.storeledger.clients.signin.Question;
import io.storeledger.clients.signin.SignInException;
import io.storeledger.console.access.AccessConfig.OpenId;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Signs people in by OpenID Connect, and gives them their roles.
public final class OpenIdSignIn implements AutoCloseable {
    /// Where the provider sends browsers back to, below the console's address.
    public static final String CALLBACK = "/sign-in/openid/callback";

    /// How long one may take to sign in at the provider.
    public static final Duration PATIENCE = Duration.ofMinutes(10);

    private static final String EVERYBODY = "*";
    private static final int MOST_WAITING = 1000;

    private record Waiting(Question question, Instant end) {}

    /// Where to send a browser.
    ///
    /// @param state what the browser has to keep and to bring back, so that nobody is signed in as
    ///   somebody else by a link
    public record Start(URI address, String state) {}

    private final OpenId config;
    private final OpenIdConnect provider;
    private final URI redirect;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final SequencedMap<String, Waiting> waiting = new LinkedHashMap<>();

    /// @param url the address that people open
    public OpenIdSignIn(OpenId config, OpenIdConnect provider, URI url, Clock clock) {
        this.config = config;
        this.provider = provider;
        this.redirect = URI.create(url + CALLBACK);
        this.clock = clock;
    }

    /// Begins.
    ///
    /// @throws SignInException if the provider can't be reached
    public Start begin() {
        Question question = provider.question();
        URI address = provider.address(question, redirect);
        lock.lock();
        try {
            if (waiting.size() >= MOST_WAITING) {
                waiting.pollFirstEntry();
            }
            waiting.put(question.state(), new Waiting(question, clock.instant().plus(PATIENCE)));
        } finally {
            lock.unlock();
        }
        return new Start(address, question.state());
    }

    /// Ends, with what the browser brings back; each question is good for one answer.
    ///
    /// @param state as the provider gave it back
    /// @param kept as the browser kept it
    /// @throws SignInException if it is not the answer to a question of this browser, or the
    ///   provider's word does not hold, or gives no role
    public Person end(@Nullable String state, @Nullable String kept, @Nullable String code) {
        Question question = question(state, kept);
        if (code == null) {
            throw new SignInException("The identity provider did not sign you in; begin again.");
        }
        Identity identity = provider.redeem(question, code, redirect);
        Set<Role> roles = roles(identity.texts(config.rolesClaim()));
        if (roles.isEmpty()) {
            throw new SignInException(
                    "You are signed in, but nothing gives you a role here; ask whoever runs"
                            + " Storeledger.");
        }
        return new Person(identity.text(config.nameClaim()).orElse(identity.subject()), roles);
    }

    @Override
    public void close() {
        provider.close();
    }

    private Question question(@Nullable String state, @Nullable String kept) {
        if (state == null || !state.equals(kept)) {
            throw new SignInException(
                    "This sign-in was not begun in this browser; begin again here.");
        }
        lock.lock();
        try {
            Waiting found = waiting.remove(state);
            if (found == null || !found.end().isAfter(clock.instant())) {
                throw new SignInException("This sign-in took too long or is over; begin again.");
            }
            return found.question();
        } finally {
            lock.unlock();
        }
    }

    private Set<Role> roles(List<String> values) {
        Set<Role> all = EnumSet.noneOf(Role.class);
        config.roles()
                .forEach((role, giving) -> {
                    if (giving.contains(EVERYBODY) || giving.stream().anyMatch(values::contains)) {
                        all.add(role);
                    }
                });
        return all;
    }
}
