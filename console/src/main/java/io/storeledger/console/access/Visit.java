package io.storeledger.console.access;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.util.Optional;
import java.util.Set;

/// What of a request counts for letting it in.
///
/// @param changes whether it is a call that changes something
/// @param host the `Host` it was sent to; empty if it names none
/// @param origin the page it comes from, if the browser says so
/// @param marked whether it has the header that no page of another site can set
/// @param bearer the token in `Authorization`
/// @param session the session's id in the cookie
/// @param peer the secret by which another console asks
/// @param from the address it comes from
public record Visit(
        boolean changes,
        String host,
        Optional<String> origin,
        boolean marked,
        Optional<String> bearer,
        Optional<String> session,
        Optional<String> peer,
        String from) {
    /// The header that a call needs which changes something.
    public static final String MARK = "X-Storeledger";

    /// The header by which one console asks another: the value of `console.peerSecret`.
    public static final String PEER = "X-Storeledger-Peer";

    /// The cookie with the session's id.
    public static final String SESSION = "storeledger-session";

    private static final String BEARER = "Bearer ";
    private static final Set<HandlerType> UNCHANGING =
            Set.of(HandlerType.GET, HandlerType.HEAD, HandlerType.OPTIONS);

    /// Reads it.
    public static Visit of(Context ctx) {
        String authorization = ctx.header("Authorization");
        return new Visit(
                !UNCHANGING.contains(ctx.method()),
                Optional.ofNullable(ctx.header("Host")).orElse(""),
                Optional.ofNullable(ctx.header("Origin")),
                "1".equals(ctx.header(MARK)),
                authorization != null
                                && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
                        ? Optional.of(authorization.substring(BEARER.length()).strip())
                        : Optional.empty(),
                Optional.ofNullable(ctx.cookie(SESSION)),
                Optional.ofNullable(ctx.header(PEER)),
                ctx.ip());
    }

    /// Leaves out what is secret.
    @Override
    public String toString() {
        return "Visit[" + host + " from " + from + "]";
    }
}
