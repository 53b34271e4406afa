package io.storeledger.common.json;

import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.databind.exc.MismatchedInputException;

/// Bytes that should be JSON are not; the message says where, and of what type it should be. It
/// quotes no content, and has no cause that would: reasons and logs are no place for a shopper's
/// address.
public final class MalformedJsonException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MalformedJsonException(JacksonException e) {
        super(describe(e));
        setStackTrace(e.getStackTrace());
    }

    private static String describe(JacksonException e) {
        TokenStreamLocation at = e.getLocation();
        return at == null || at.getLineNr() < 0
                ? "not the expected JSON: " + what(e)
                : "not the expected JSON at line %d, column %d: %s"
                        .formatted(at.getLineNr(), at.getColumnNr(), what(e));
    }

    /// Jackson's own words quote what they are about.
    private static String what(JacksonException e) {
        return switch (e) {
            case MismatchedInputException mismatch when mismatch.getTargetType() != null ->
                    "it is no " + mismatch.getTargetType().getSimpleName();
            case StreamConstraintsException _ -> "it is nested too deeply or too large";
            case UnexpectedEndOfInputException _ -> "it ends too early";
            case StreamReadException _ -> "it is no JSON, or has a field twice";
            default -> "it does not fit";
        };
    }
}
