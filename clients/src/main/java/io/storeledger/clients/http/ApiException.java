package io.storeledger.clients.http;

import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A call to a vendor's API failed; the four kinds say what the caller can do about it.
///
/// The message is one sentence that names vendor, operation and what to do. It quotes no payload
/// and no secret, with one exception: what the vendor itself says in [Refused#detail].
public abstract sealed class ApiException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private ApiException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /// It may pass: try again later.
    public static final class Transient extends ApiException {
        private static final long serialVersionUID = 1L;

        private final int status;
        private final @Nullable Duration retryAfter;
        private final boolean mayHaveBeenDone;

        /// @param status the HTTP status; 0 if there was no answer
        /// @param retryAfter how long the vendor says to wait; null if it doesn't
        /// @param mayHaveBeenDone whether this was a write whose answer was lost
        public Transient(
                String message,
                int status,
                @Nullable Duration retryAfter,
                boolean mayHaveBeenDone,
                @Nullable Throwable cause) {
            super(message, cause);
            this.status = status;
            this.retryAfter = retryAfter;
            this.mayHaveBeenDone = mayHaveBeenDone;
        }

        /// How long the vendor says to wait; empty if it doesn't, then back off with jitter.
        public Optional<Duration> retryAfter() {
            return Optional.ofNullable(retryAfter);
        }

        /// The HTTP status; 0 if there was no answer.
        public int status() {
            return status;
        }

        /// Whether this was a write that may stand although its answer was lost.
        public boolean mayHaveBeenDone() {
            return mayHaveBeenDone;
        }
    }

    /// The credentials are refused (401, 403): nothing works until somebody mends them.
    public static final class Unauthorized extends ApiException {
        private static final long serialVersionUID = 1L;

        /// @param message names the setting to check
        public Unauthorized(String message) {
            super(message, null);
        }
    }

    /// What was asked for does not exist.
    public static final class NotFound extends ApiException {
        private static final long serialVersionUID = 1L;

        /// @param message names what was asked for
        public NotFound(String message) {
            super(message, null);
        }
    }

    /// The vendor understood and refused; the same request will be refused again.
    public static final class Refused extends ApiException {
        private static final long serialVersionUID = 1L;

        private final String code;
        private final String path;
        private final String detail;

        /// @param code the vendor's code, such as `USER_ERROR`; `HTTP 409` where it has none
        /// @param path where in the request the fault lies; empty if the vendor doesn't say
        /// @param detail the vendor's own words; empty if it has none
        public Refused(String message, String code, String path, String detail) {
            super(message, null);
            this.code = Objects.requireNonNull(code);
            this.path = Objects.requireNonNull(path);
            this.detail = Objects.requireNonNull(detail);
        }

        /// The vendor's code, such as `USER_ERROR` or `INVALID_KEY_OR_REF`.
        public String code() {
            return code;
        }

        /// Where in the request the fault lies, such as `item.items[0].item`; empty if unknown.
        public String path() {
            return path;
        }

        /// The vendor's own words; several details are joined by `; `.
        public String detail() {
            return detail;
        }

        /// Whether a record with this external id (or name) stands already.
        ///
        /// NetSuite has no code of its own for it, only the text.
        public boolean alreadyExists() {
            return says("already exists");
        }

        /// Whether a workflow or another user has locked the record.
        public boolean locked() {
            return says("has been locked");
        }

        private boolean says(String words) {
            return detail.toLowerCase(Locale.ROOT).contains(words);
        }
    }
}
