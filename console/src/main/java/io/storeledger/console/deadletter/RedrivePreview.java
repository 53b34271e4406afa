package io.storeledger.console.deadletter;

import io.storeledger.console.deadletter.Plan.Ask;
import io.storeledger.console.deadletter.Plan.Refuse;
import io.storeledger.console.deadletter.Plan.Superseded;
import io.storeledger.console.deadletter.Plan.Write;
import io.storeledger.console.deadletter.RedriveResult.Line;
import io.storeledger.console.deadletter.Redriver.Planned;
import io.storeledger.console.log.LogReader;
import io.storeledger.console.preview.Judge;
import io.storeledger.console.preview.Judgement;
import io.storeledger.console.replay.FetchPreview;
import io.storeledger.console.replay.Rewrite;
import io.storeledger.console.replay.Told;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/// What redriving letters would do. What the store would be asked for is judged at the end, all in
/// one reading of the snapshots.
final class RedrivePreview {
    private final Judge judge;
    private final Tally tally;
    private final Map<Told, List<Letter>> asked = new LinkedHashMap<>();

    RedrivePreview(Judge judge, Tally tally) {
        this.judge = judge;
        this.tally = tally;
    }

    void judge(List<Planned> letters) {
        for (Planned one : letters) {
            switch (one.plan()) {
                case Write(Rewrite record) ->
                        tell(
                                one.letter(),
                                judge.judge(
                                        record.topic(),
                                        record.key(),
                                        record.headers(),
                                        record.value(),
                                        false));
                case Ask(Told told, Rewrite _) ->
                        asked.computeIfAbsent(told, _ -> new ArrayList<>(1)).add(one.letter());
                case Superseded(String sentence) ->
                        tell(one.letter(), Judgement.of(Judgement.SKIPPED, sentence));
                case Refuse(String sentence) ->
                        tell(one.letter(), Judgement.of(Judgement.REFUSED, sentence));
            }
        }
    }

    void judgeAsked(LogReader reader) {
        new FetchPreview(reader, judge)
                .judge(
                        new LinkedHashSet<>(asked.keySet()),
                        (told, judgement) -> {
                            tell(told, judgement);
                            tell(told.all(), judgement);
                        });
    }

    private void tell(Told told, Judgement judgement) {
        List<Letter> letters = asked.remove(told);
        if (letters != null) {
            letters.forEach(letter -> tell(letter, judgement));
        }
    }

    private void tell(Letter letter, Judgement judgement) {
        tally.add(List.of(Line.of(letter, judgement)));
    }
}
