package io.storeledger.console.replay;

import org.jspecify.annotations.Nullable;

/// A field that would be written otherwise than it was last.
///
/// @param field its name, with its place if it is in a list
/// @param before as NetSuite was last sent it; absent if it was not
/// @param after as it would be sent; absent if it would not
public record Difference(String field, @Nullable String before, @Nullable String after) {}
