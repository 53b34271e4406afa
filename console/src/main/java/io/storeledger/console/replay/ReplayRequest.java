package io.storeledger.console.replay;

import io.storeledger.common.event.Act.Mode;
import io.storeledger.console.replay.Selection.Named;
import io.storeledger.console.replay.Selection.Range;
import io.storeledger.console.web.BadRequest;
import java.util.OptionalDouble;

/// A replay that is asked for.
///
/// @param selection which records
/// @param mode how
/// @param forced whether old news is written too
/// @param rate records a second, at most; empty for no limit
public record ReplayRequest(Selection selection, Mode mode, boolean forced, OptionalDouble rate) {
    public ReplayRequest {
        if (rate.isPresent() && !(rate.getAsDouble() > 0)) {
            throw new BadRequest(
                    "--rate %s should be records a second, such as 5 or 0.5."
                            .formatted(rate.getAsDouble()));
        }
        switch (selection) {
            case Range range -> {
                if (forced) {
                    throw new BadRequest(
                            "--force writes old news, and does so only for records that are named:"
                                    + " name them with --order, --customer or --refund.");
                }
            }
            case Named named -> {
                if (named.until().isPresent() && mode == Mode.REFETCH) {
                    throw new BadRequest(
                            "--to chooses among recorded snapshots; give it with --mode"
                                    + " as-recorded, or leave it out to have the store asked.");
                }
            }
        }
    }
}
