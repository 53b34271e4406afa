package io.storeledger.console.timeline;

import io.storeledger.console.timeline.step.Step;
import java.util.List;
import java.util.Optional;

/// How a record stands, in a word: what its newest step that decides anything says.
final class RecordState {
    private RecordState() {}

    /// @param steps in the order of their time
    static Optional<String> of(List<Step> steps) {
        for (Step step : steps.reversed()) {
            Optional<String> state = of(step);
            if (state.isPresent()) {
                return state;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> of(Step step) {
        return switch (step.kind()) {
            case WRITTEN -> Optional.of("posted");
            case PUBLISHED -> Optional.of("published");
            // nothing to do, for NetSuite holds it already
            case SKIPPED ->
                    Optional.of(step.facts().containsKey("internalId") ? "posted" : "skipped");
            case REJECTED -> Optional.of("rejected");
            case RETRIED, HALTED -> Optional.of("waiting");
            case DROPPED -> Optional.of("dropped");
            // nothing has to follow a sighting, nor an event that no flow needs
            case RECEIVED ->
                    step.facts().containsKey("id") && concernsUs(step)
                            ? Optional.of("on its way")
                            : Optional.empty();
            case FETCHED, CHANGED -> Optional.of("on its way");
            // told behind the record that was written, perhaps behind what came of it
            case REPLAYED, REDRIVEN, REPAIRED, READ, FOUND -> Optional.empty();
        };
    }

    private static boolean concernsUs(Step step) {
        String type = step.facts().getOrDefault("type", "");
        return type.contains("/order/")
                || type.contains("/customer/")
                || type.contains("/shipment/");
    }
}
