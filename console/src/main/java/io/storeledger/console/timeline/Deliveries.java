package io.storeledger.console.timeline;

import io.storeledger.console.timeline.step.Step;
import io.storeledger.console.timeline.step.Step.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Folds the repeated deliveries of one webhook, which all carry one id, into the first one's step.
final class Deliveries {
    /// The fact that a webhook's id is in.
    private static final String ID = "id";

    private Deliveries() {}

    /// @param steps in the order of their time
    static List<Step> fold(List<Step> steps) {
        Map<String, List<Instant>> times = new LinkedHashMap<>();
        for (Step step : steps) {
            String id = id(step);
            if (id != null) {
                times.computeIfAbsent(id, key -> new ArrayList<>()).add(step.at());
            }
        }
        List<Step> folded = new ArrayList<>();
        for (Step step : steps) {
            String id = id(step);
            if (id == null) {
                folded.add(step);
                continue;
            }
            List<Instant> all = times.remove(id);
            if (all != null) {
                Step first = step.with("deliveries", Integer.toString(all.size()));
                folded.add(
                        all.size() == 1
                                ? first
                                : first.with("lastDelivery", all.getLast().toString()));
            }
        }
        return folded;
    }

    /// Of a webhook from the store; what a replay tells again is a step of its own.
    private static @Nullable String id(Step step) {
        boolean delivered =
                step.kind() == Kind.RECEIVED
                        && step.facts().containsKey("signedBy")
                        && !step.facts().containsKey("replay");
        return delivered ? step.facts().get(ID) : null;
    }
}
