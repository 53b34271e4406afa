package io.storeledger.writer.ledger;

import io.storeledger.common.event.HeldRecord;
import io.storeledger.common.event.ReplayMark;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Which of the snapshots that wait for one record counts: the newest, unless there is force.
///
/// The books end as if the snapshots were written one by one in the order in which they came. From
/// the last forced one on, only that one and what came after it count, and the newest of these is
/// written, whatever NetSuite holds: one by one, the forced one would be written and the newer one
/// would be news after it. A record is forced once: [HeldRecord#forced] says which was the last,
/// and it and all before it are old news from then on. So neither a crash nor a group that is reset
/// to the beginning of the topic undoes it or does it again.
///
/// @param <S> the type of the snapshots
/// @param force whether its version counts
/// @param replay what holds for all of them together
public record Choice<S>(S snapshot, Force force, ReplayMark replay) {

    /// Chooses.
    ///
    /// @param arrivals of one record, in the order in which they came; at least one
    /// @param known what NetSuite holds of the record
    public static <S> Choice<S> of(List<Arrival<S>> arrivals, Optional<HeldRecord> known) {
        ReplayMark replay = ReplayMark.together(arrivals.stream().map(Arrival::replay).toList());
        List<Arrival<S>> open =
                arrivals.stream().filter(arrival -> !arrival.isOverruled(known)).toList();
        if (open.isEmpty()) {
            return new Choice<>(newest(arrivals), new Force.Overruled(), replay);
        }
        int last =
                IntStream.range(0, open.size())
                        .filter(i -> open.get(i).isForced(known))
                        .max()
                        .orElse(-1);
        return last < 0
                ? new Choice<>(newest(open), new Force.None(), replay)
                : new Choice<>(
                        newest(open.subList(last, open.size())),
                        new Force.Demanded(open.get(last).at(), open.get(last).event()),
                        replay);
    }

    private static <S> S newest(List<Arrival<S>> arrivals) {
        return arrivals.stream()
                .max(Comparator.comparing(Arrival::version))
                .orElseThrow()
                .snapshot();
    }
}
