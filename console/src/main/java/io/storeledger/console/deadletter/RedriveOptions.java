package io.storeledger.console.deadletter;

import io.storeledger.common.event.Act.Mode;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/// How letters are redriven.
///
/// @param by who has it done
/// @param mode whether the store is asked again; changes of the catalogue know one way only
/// @param again whether letters that are named by their place go however often they went before
/// @param note why, in the person's words
/// @param rate letters a second, at most
public record RedriveOptions(
        String by, Mode mode, boolean again, @Nullable String note, OptionalDouble rate) {}
