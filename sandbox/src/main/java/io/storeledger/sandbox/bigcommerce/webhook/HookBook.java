package io.storeledger.sandbox.bigcommerce.webhook;

import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;

/// The hooks of one API account on one store.
public final class HookBook {
    /// At most so many hooks may share a scope.
    public static final int PER_SCOPE = 10;

    private final ConcurrentSkipListMap<Long, Hook> hooks = new ConcurrentSkipListMap<>();
    private final AtomicLong lastId = new AtomicLong(18_000_000);
    private final Clock clock;

    /// An empty book.
    public HookBook(Clock clock) {
        this.clock = clock;
    }

    /// Adds a hook.
    public Hook add(String scope, URI destination, Map<String, String> headers, boolean active) {
        long now = clock.instant().getEpochSecond();
        Hook hook =
                new Hook(
                        lastId.incrementAndGet(),
                        scope,
                        destination,
                        headers,
                        active,
                        false,
                        now,
                        now);
        hooks.put(hook.id(), hook);
        return hook;
    }

    /// All hooks by id.
    public List<Hook> all() {
        return List.copyOf(hooks.values());
    }

    /// The hook of this id.
    public Optional<Hook> find(long id) {
        return Optional.ofNullable(hooks.get(id));
    }

    /// Changes the hook of this id and gives it as it is then.
    public Optional<Hook> change(long id, UnaryOperator<Hook> change) {
        return Optional.ofNullable(hooks.computeIfPresent(id, (key, hook) -> change.apply(hook)));
    }

    /// Removes the hook of this id and gives it as it was.
    public Optional<Hook> remove(long id) {
        return Optional.ofNullable(hooks.remove(id));
    }

    /// Removes all.
    public void clear() {
        hooks.clear();
    }

    List<Hook> wanting(String event) {
        return hooks.values().stream().filter(hook -> hook.wants(event)).toList();
    }

    /// Switches the hook off as BigCommerce does after the last failed retry.
    public void deactivate(long id) {
        change(
                id,
                h ->
                        new Hook(
                                h.id(),
                                h.scope(),
                                h.destination(),
                                h.headers(),
                                false,
                                true,
                                h.createdAt(),
                                clock.instant().getEpochSecond()));
    }
}
