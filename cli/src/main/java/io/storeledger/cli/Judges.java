package io.storeledger.cli;

import io.storeledger.console.log.LogReader;
import io.storeledger.console.replay.HeldJudge;
import io.storeledger.console.replay.Judge;

/// Who judges dry runs.
final class Judges {
    private Judges() {}

    static Judge of(LogReader reader) {
        return new HeldJudge(reader);
    }
}
