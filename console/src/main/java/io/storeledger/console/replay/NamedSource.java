package io.storeledger.console.replay;

import io.storeledger.common.event.Act.Mode;
import io.storeledger.common.event.Sighting.Kind;
import io.storeledger.console.replay.Selection.Named;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Records that were named: customers before the orders that are theirs, refunds after them.
final class NamedSource implements Source {
    /// Under what the place in the list of names is kept.
    static final String NAMES = "names";

    private final List<Told> names;
    private final Map<Told, Rewrite> rewrites = new HashMap<>();
    private final int atMost;
    private int at;

    /// @param from the place to begin at
    /// @param atMost how many it gives at once
    NamedSource(Named named, Mode mode, Rewrites making, Newest newest, long from, int atMost) {
        this.names = names(named);
        this.atMost = atMost;
        this.at = Math.toIntExact(from);
        switch (mode) {
            case REFETCH ->
                    names.forEach(
                            told -> rewrites.put(told, making.refetch(told, named.connection())));
            case AS_RECORDED ->
                    newest.read(
                            names,
                            named.until(),
                            (told, record) ->
                                    rewrites.put(
                                            told, making.asRecorded(told.snapshots(), record)));
        }
    }

    static List<Told> names(Named named) {
        List<Told> names = new ArrayList<>();
        named.customers().forEach(id -> names.add(new Told(named.store(), Kind.CUSTOMER, id, id)));
        named.orders().forEach(id -> names.add(new Told(named.store(), Kind.ORDER, id, id)));
        named.refunds()
                .forEach(refund ->
                        names.add(
                                new Told(named.store(), Kind.REFUND, refund.id(), refund.order())));
        return names.stream().distinct().toList();
    }

    @Override
    public Optional<Chunk> next() {
        if (at >= names.size()) {
            return Optional.empty();
        }
        int end = Math.min(names.size(), at + atMost);
        List<Rewrite> records = new ArrayList<>();
        Map<String, Long> passed = new HashMap<>();
        for (Told told : names.subList(at, end)) {
            Rewrite record = rewrites.get(told);
            if (record == null) {
                passed.merge(Chunk.NOT_RECORDED, 1L, Long::sum);
            } else {
                records.add(record);
            }
        }
        at = end;
        return Optional.of(new Chunk(records, Map.of(NAMES, (long) end), passed));
    }

    @Override
    public void close() {}
}
