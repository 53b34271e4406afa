package io.storeledger.ingress.callback;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The fields of a callback that its place in the log needs, each as text, absent if not there.
///
/// @param data the ids within `data` by name; one level down by `parent.name`; of a list, the first
record Envelope(
        @Nullable String scope,
        @Nullable String producer,
        @Nullable String hash,
        @Nullable String createdAt,
        Map<String, String> data) {}
