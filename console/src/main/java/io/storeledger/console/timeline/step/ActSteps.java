package io.storeledger.console.timeline.step;

import io.storeledger.common.event.Act;
import io.storeledger.console.log.Place;
import io.storeledger.console.timeline.step.Step.Kind;
import java.util.List;

/// What people had done.
final class ActSteps {
    private ActSteps() {}

    static Reading read(LogRecord record) {
        Act act = Events.read(record, Act.class);
        Kind kind =
                switch (act.kind()) {
                    case REPLAYED -> Kind.REPLAYED;
                    case REDRIVEN -> Kind.REDRIVEN;
                    case DROPPED -> Kind.DROPPED;
                    case REPAIRED -> Kind.REPAIRED;
                };
        String title =
                switch (act.kind()) {
                    case REPLAYED -> "Replayed by ";
                    case REDRIVEN -> "Taken from the dead letters and sent on its way by ";
                    case DROPPED -> "Put aside for good by ";
                    case REPAIRED -> "Sent on its way, as it was missing, by ";
                };
        return new Sketch(record, kind, title + act.by())
                .at(act.at())
                .detail(act.note())
                .by(act.by())
                .fact("replay", act.id())
                .fact("mode", act.mode() == null ? null : act.mode().word())
                .fact("forced", act.forced() ? "true" : null)
                .fact("written", act.written() == null ? null : Place.of(act.written()))
                .causedBy(act.source() == null ? List.of() : List.of(act.source()))
                .reading();
    }
}
