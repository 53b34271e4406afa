package io.storeledger.console.timeline;

import io.storeledger.console.log.Place;
import io.storeledger.console.timeline.step.Step;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// In which order steps are told: by their time, but never an effect before its cause.
///
/// The times of two records come from the clocks of two machines, and what a topology makes of a
/// record has the very time of that.
final class StepOrder {
    /// Of one moment: first what was read, last the difference that was found by that.
    static final Comparator<Step> BY_TIME =
            Comparator.comparing(Step::at)
                    .thenComparingInt(StepOrder::rank)
                    .thenComparing(Step::place);

    /// The facts that hold the place of another record.
    private static final String REJECTED_AT = "rejectedAt";

    private static final String WRITTEN = "written";

    private StepOrder() {}

    /// The steps of one record in that order.
    static List<Step> of(List<Step> steps) {
        List<Step> byTime = steps.stream().sorted(BY_TIME).toList();
        Map<Place, Integer> at = new HashMap<>();
        for (int i = 0; i < byTime.size(); i++) {
            at.put(byTime.get(i).place(), i);
        }
        List<List<Integer>> effects = new ArrayList<>();
        byTime.forEach(step -> effects.add(new ArrayList<>()));
        int[] causes = new int[byTime.size()];
        for (int i = 0; i < byTime.size(); i++) {
            Step step = byTime.get(i);
            int self = i;
            Stream.concat(step.causedBy().stream(), place(step, REJECTED_AT).stream())
                    .forEach(cause -> join(at.get(cause), self, effects, causes));
            place(step, WRITTEN).ifPresent(effect -> join(self, at.get(effect), effects, causes));
        }
        return walk(byTime, effects, causes);
    }

    /// Always the earliest of those whose causes are all told.
    private static List<Step> walk(List<Step> byTime, List<List<Integer>> effects, int[] causes) {
        var ready = new PriorityQueue<Integer>();
        for (int i = 0; i < causes.length; i++) {
            if (causes[i] == 0) {
                ready.add(i);
            }
        }
        List<Step> ordered = new ArrayList<>();
        for (Integer next = ready.poll(); next != null; next = ready.poll()) {
            ordered.add(byTime.get(next));
            for (int effect : effects.get(next)) {
                if (--causes[effect] == 0) {
                    ready.add(effect);
                }
            }
        }
        // anybody may write anything into a topic: what causes itself has no order but its time
        return ordered.size() == byTime.size() ? ordered : byTime;
    }

    private static void join(
            @Nullable Integer cause,
            @Nullable Integer effect,
            List<List<Integer>> effects,
            int[] causes) {
        if (cause != null && effect != null && !cause.equals(effect)) {
            effects.get(cause).add(effect);
            causes[effect]++;
        }
    }

    private static Optional<Place> place(Step step, String fact) {
        return Optional.ofNullable(step.facts().get(fact)).flatMap(Place::parse);
    }

    private static int rank(Step step) {
        return switch (step.kind()) {
            case READ -> 0;
            case RECEIVED,
                    FETCHED,
                    WRITTEN,
                    SKIPPED,
                    REJECTED,
                    RETRIED,
                    HALTED,
                    PUBLISHED,
                    REPLAYED,
                    REDRIVEN,
                    DROPPED,
                    REPAIRED,
                    FOUND ->
                    1;
            case CHANGED -> 2;
        };
    }
}
