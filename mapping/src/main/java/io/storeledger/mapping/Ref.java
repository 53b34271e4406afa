package io.storeledger.mapping;

import io.storeledger.common.json.Json;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/// A reference to a NetSuite record: by internal id (written `123`) or by external id (`ext:ABC`).
public sealed interface Ref {
    /// What is right, for messages.
    String WRITTEN = "an internal id (digits, such as 123) or ext: and an external id";

    /// By internal id.
    record Internal(String id) implements Ref {
        private static final Pattern DIGITS = Pattern.compile("-?\\d{1,18}");

        /// Checks the id; a few of NetSuite's own records have negative ids.
        public Internal {
            if (!DIGITS.matcher(id).matches()) {
                throw new IllegalArgumentException("\"" + id + "\" is no internal id");
            }
        }
    }

    /// By external id.
    record External(String externalId) implements Ref {
        /// Checks that there is one.
        public External {
            if (externalId.isBlank()) {
                throw new IllegalArgumentException("an external id can't be blank");
            }
        }
    }

    /// Reads the written form; empty if it is neither.
    static Optional<Ref> parse(String text) {
        String written = Objects.requireNonNull(text, "text").strip();
        if (written.startsWith("ext:") && written.length() > 4) {
            return Optional.of(new External(written.substring(4)));
        }
        return Internal.DIGITS.matcher(written).matches()
                ? Optional.of(new Internal(written))
                : Optional.empty();
    }

    /// NetSuite's JSON for it: `{"id": ...}` or `{"externalId": ...}`.
    default ObjectNode toJson() {
        return switch (this) {
            case Internal(String id) -> Json.object().put("id", id);
            case External(String externalId) -> Json.object().put("externalId", externalId);
        };
    }
}
