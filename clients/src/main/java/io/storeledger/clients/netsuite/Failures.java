package io.storeledger.clients.netsuite;

import io.storeledger.clients.http.Answer;
import io.storeledger.clients.http.ApiException;
import java.util.Set;

/// Sorts what NetSuite answers into the tree of failures; the one place that decides what may be
/// retried.
///
/// A permission the role lacks for one kind of record is `Refused`: other records go on. What says
/// nothing but 401 or 403 is about the credentials: `Unauthorized`.
final class Failures {
    private static final Set<String> TOO_MANY =
            Set.of("CONCURRENCY_LIMIT_EXCEEDED", "SSS_REQUEST_LIMIT_EXCEEDED");

    /// Seen on a read of an id that does not exist, for some kinds of transaction.
    private static final String NO_SUCH_TRANSACTION = "Transaction type specified is incorrect";

    private Failures() {}

    /// Whether a call was turned away, unexecuted, because too many were under way; the code comes
    /// with 429 or with 400.
    static boolean tooMany(Answer answer) {
        return answer.status() == 429
                || (!answer.ok()
                        && ErrorDetails.read(answer).codes().stream().anyMatch(TOO_MANY::contains));
    }

    /// @param write whether the call was to change something
    static ApiException of(String operation, Answer answer, boolean write) {
        ErrorDetails error = ErrorDetails.read(answer);
        int status = answer.status();
        String what = "NetSuite %s (HTTP %d)".formatted(operation, status);
        return switch (kind(status, error)) {
            case THROTTLED -> throttled(operation, answer);
            case CREDENTIALS ->
                    new ApiException.Unauthorized(
                            what
                                    + " was refused: check that the integration record, its mapped"
                                    + " entity and role are active; the Login Audit Trail says"
                                    + " more.");
            case ABSENT -> new ApiException.NotFound(what + ": there is no such record.");
            case PASSING ->
                    new ApiException.Transient(
                            what
                                    + " failed at NetSuite; it is tried again later"
                                    + (error.detail().isEmpty() ? "." : ": " + error.detail()),
                            status,
                            answer.retryAfter().orElse(null),
                            // a server that fails half-way may have saved the record
                            write && status != 503,
                            null);
            case REFUSED -> refused(what, status, error);
        };
    }

    /// Too many calls at once, and no room found for long.
    static ApiException throttled(String operation, Answer answer) {
        return new ApiException.Transient(
                "NetSuite %s (HTTP %d) found no room: too many calls use the account at once; it is tried again later."
                        .formatted(operation, answer.status()),
                answer.status(),
                answer.retryAfter().orElse(null),
                false,
                null);
    }

    /// A 2xx without what it should carry.
    static ApiException unreadable(String operation, Answer answer, boolean write) {
        return new ApiException.Transient(
                "NetSuite %s (HTTP %d) answered in something that is not its JSON, probably a proxy's or a maintenance page; it is tried again later."
                        .formatted(operation, answer.status()),
                answer.status(),
                null,
                write,
                null);
    }

    private enum Kind {
        THROTTLED,
        CREDENTIALS,
        ABSENT,
        PASSING,
        REFUSED
    }

    private static Kind kind(int status, ErrorDetails error) {
        if (error.codes().stream().anyMatch(TOO_MANY::contains)) {
            return Kind.THROTTLED;
        }
        return switch (status) {
            case 401 -> Kind.CREDENTIALS;
            case 403 ->
                    error.codes().isEmpty() || error.codes().contains("INVALID_LOGIN")
                            ? Kind.CREDENTIALS
                            : Kind.REFUSED;
            case 404 -> Kind.ABSENT;
            case 408 -> Kind.PASSING;
            case 429 -> Kind.THROTTLED;
            case 400 -> error.detail().contains(NO_SUCH_TRANSACTION) ? Kind.ABSENT : Kind.REFUSED;
            case 501, 505 -> Kind.REFUSED;
            default -> status >= 500 || status / 100 == 2 ? Kind.PASSING : Kind.REFUSED;
        };
    }

    private static ApiException refused(String what, int status, ErrorDetails error) {
        String code = error.code().isEmpty() ? "HTTP " + status : error.code();
        String where = error.path().isEmpty() ? "" : " at " + error.path();
        String why =
                status / 100 == 3
                        ? "was redirected: check restUrl"
                        : error.detail().isEmpty()
                                ? "was refused without a word"
                                : "was refused" + where + " (" + code + "): " + error.detail();
        return new ApiException.Refused(what + " " + why, code, error.path(), error.detail());
    }
}
