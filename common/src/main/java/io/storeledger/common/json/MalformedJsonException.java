package io.storeledger.common.json;

import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;

/// Bytes that should be JSON are not; the message says where and why, and quotes no content.
public final class MalformedJsonException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MalformedJsonException(JacksonException cause) {
        super(describe(cause), cause);
    }

    private static String describe(JacksonException e) {
        TokenStreamLocation at = e.getLocation();
        String reason = e.getOriginalMessage().lines().findFirst().orElse("not readable");
        return at == null || at.getLineNr() < 0
                ? "not the expected JSON: " + reason
                : "not the expected JSON at line %d, column %d: %s"
                        .formatted(at.getLineNr(), at.getColumnNr(), reason);
    }
}
