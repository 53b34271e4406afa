package io.storeledger.ingress.hooks;

import io.storeledger.clients.bigcommerce.StoreHook;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What has to be done so that the hooks are as they should be.
///
/// Only hooks of our own destinations are ours: whatever else the account has is never touched.
///
/// @param active how many of the wanted hooks are in order
/// @param steps what has to be done for the others
record HookPlan(int active, List<Step> steps) {
    HookPlan {
        steps = List.copyOf(steps);
    }

    /// One call to make.
    sealed interface Step {}

    /// The hook is not there.
    record Create(WantedHook wanted) implements Step {}

    /// The hook was switched off.
    record Reactivate(StoreHook hook, WantedHook wanted) implements Step {}

    /// The hook goes elsewhere, or carries other headers.
    record Mend(StoreHook hook, WantedHook wanted) implements Step {}

    /// The hook tells what another one of ours tells already.
    record Remove(StoreHook hook) implements Step {}

    /// Compares.
    static HookPlan of(List<WantedHook> wanted, List<StoreHook> existing) {
        int active = 0;
        List<Step> steps = new ArrayList<>();
        for (WantedHook each : wanted) {
            List<StoreHook> here = existing.stream().filter(each::isAt).toList();
            List<StoreHook> former = existing.stream().filter(each::wasAt).toList();
            Optional<StoreHook> kept = kept(here, former);
            Optional<Step> step = kept.map(hook -> step(each, hook)).orElse(create(each));
            step.ifPresent(steps::add);
            active += step.isEmpty() ? 1 : 0;
            here.stream().filter(hook -> !isKept(hook, kept)).map(Remove::new).forEach(steps::add);
            former.stream()
                    .filter(hook -> !isKept(hook, kept))
                    .map(Remove::new)
                    .forEach(steps::add);
        }
        return new HookPlan(active, steps);
    }

    private static Optional<StoreHook> kept(List<StoreHook> here, List<StoreHook> former) {
        return here.stream()
                .filter(StoreHook::active)
                .findFirst()
                .or(() -> here.stream().findFirst())
                .or(() -> former.stream().findFirst());
    }

    private static boolean isKept(StoreHook hook, Optional<StoreHook> kept) {
        return kept.filter(one -> one.id() == hook.id()).isPresent();
    }

    private static Optional<Step> create(WantedHook wanted) {
        return Optional.of(new Create(wanted));
    }

    private static Optional<Step> step(WantedHook wanted, StoreHook hook) {
        if (!hook.active()) {
            return Optional.of(new Reactivate(hook, wanted));
        }
        return wanted.isAt(hook) && wanted.hasHeaders(hook)
                ? Optional.empty()
                : Optional.of(new Mend(hook, wanted));
    }
}
