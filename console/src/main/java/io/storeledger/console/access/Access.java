package io.storeledger.console.access;

import io.javalin.http.HttpStatus;
import io.storeledger.console.access.Entry.Admitted;
import io.storeledger.console.access.Entry.Refused;
import java.net.URI;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// The door: who is let in, and as whom.
///
/// Where nobody signs in, whoever uses the machine may do everything; then the request must be
/// addressed to this machine by one of its own names, so that no page of the web can have the
/// browser call us under a name of its own (DNS rebinding).
public final class Access {
    private static final String PEER_NAME = "another console";

    private final AccessConfig config;
    private final Sessions sessions;
    private final Guesses guesses;

    /// @param sessions those who are signed in
    public Access(AccessConfig config, Sessions sessions, Clock clock) {
        this.config = config;
        this.sessions = sessions;
        this.guesses = new Guesses(clock);
    }

    /// How people sign in.
    public AccessConfig config() {
        return config;
    }

    /// Those who are signed in.
    public Sessions sessions() {
        return sessions;
    }

    /// What is wrong with how a request comes, whoever sends it.
    public Optional<Refused> fault(Visit visit) {
        if (config.isOpen() && !Loopback.isNamedBy(visit.host())) {
            return refused(
                    HttpStatus.FORBIDDEN,
                    "This console is open to this machine only, as localhost or 127.0.0.1; to open"
                            + " it under another name, configure console.signIn.");
        }
        if (!visit.changes()) {
            return Optional.empty();
        }
        if (!visit.marked()) {
            return refused(
                    HttpStatus.FORBIDDEN,
                    "A call that changes something needs the header %s: 1.".formatted(Visit.MARK));
        }
        if (visit.origin().isPresent() && !isOurs(visit.origin().get(), visit.host())) {
            return refused(
                    HttpStatus.FORBIDDEN, "A page of another site may not call the console.");
        }
        return Optional.empty();
    }

    /// Who sends a request.
    public Entry admit(Visit visit) {
        if (visit.peer().isPresent()) {
            return peer(visit.peer().get(), visit.from());
        }
        if (config.isOpen()) {
            return new Admitted(Person.ofThisMachine());
        }
        if (visit.bearer().isPresent()) {
            return byToken(visit.bearer().get(), visit.from());
        }
        return visit.session()
                .flatMap(sessions::find)
                .<Entry>map(Admitted::new)
                .orElseGet(
                        () -> new Refused(HttpStatus.UNAUTHORIZED, "Sign in to use the console."));
    }

    /// Who holds a token.
    ///
    /// @param from the address it comes from: too many wrong ones and it is not listened to
    public Entry byToken(String given, String from) {
        if (!guesses.allowed(from)) {
            return tooMany();
        }
        Optional<Person> found = Optional.empty();
        // all of them, so that the time it takes doesn't say which one was close
        for (Token token : config.tokens()) {
            if (Secrets.matches(token.secret(), given)) {
                found = Optional.of(new Person(token.name(), token.roles()));
            }
        }
        if (found.isEmpty()) {
            guesses.wrong(from);
        }
        return found.<Entry>map(Admitted::new)
                .orElseGet(() ->
                        new Refused(
                                HttpStatus.UNAUTHORIZED,
                                "Nobody has this token; look for a slip of the pen, or ask for a"
                                        + " new one."));
    }

    private Entry peer(String given, String from) {
        if (!guesses.allowed(from)) {
            return tooMany();
        }
        if (config.peerSecret().filter(secret -> Secrets.matches(secret, given)).isPresent()) {
            return new Admitted(new Person(PEER_NAME, Set.of(Role.LOOK)));
        }
        guesses.wrong(from);
        return new Refused(
                HttpStatus.UNAUTHORIZED,
                "The consoles' console.peerSecret differ; give all of them the same.");
    }

    private static Refused tooMany() {
        return new Refused(
                HttpStatus.TOO_MANY_REQUESTS,
                "Too many wrong tokens came from this address; wait a minute.");
    }

    /// A proxy may end TLS before us, so the scheme is compared only with the configured address.
    private boolean isOurs(String origin, String host) {
        if (config.url().isPresent()) {
            URI url = config.url().get();
            if (origin.equalsIgnoreCase(url.getScheme() + "://" + url.getRawAuthority())) {
                return true;
            }
        }
        String written = origin.toLowerCase(Locale.ROOT);
        String authority = host.toLowerCase(Locale.ROOT);
        return written.equals("http://" + authority) || written.equals("https://" + authority);
    }

    private static Optional<Refused> refused(HttpStatus status, String sentence) {
        return Optional.of(new Refused(status, sentence));
    }
}
