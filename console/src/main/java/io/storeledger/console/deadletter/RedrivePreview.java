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
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What redriving letters would do. One is for one dry run: what the store would be asked for is
/// judged once.
public final class RedrivePreview {
    private final Judge judge;
    private final Map<Told, Judgement> answers = new HashMap<>();

    public RedrivePreview(Judge judge) {
        this.judge = judge;
    }

    List<Line> judge(LogReader reader, List<Planned> letters) {
        Set<Told> asked = new LinkedHashSet<>();
        for (Planned one : letters) {
            if (one.plan() instanceof Ask(Told told, Rewrite _)) {
                asked.add(told);
            }
        }
        asked.removeIf(answers::containsKey);
        answers.putAll(new FetchPreview(reader, judge).judge(asked));
        List<Line> lines = new ArrayList<>();
        for (Planned one : letters) {
            lines.add(
                    Line.of(
                            one.letter(),
                            switch (one.plan()) {
                                case Write(Rewrite record) ->
                                        judge.judge(
                                                record.topic(),
                                                record.key(),
                                                record.headers(),
                                                record.value(),
                                                false);
                                case Ask(Told told, Rewrite _) ->
                                        answers.getOrDefault(told, FetchPreview.UNKNOWN);
                                case Superseded(String sentence) ->
                                        Judgement.of(Judgement.SKIPPED, sentence);
                                case Refuse(String sentence) ->
                                        Judgement.of(Judgement.REFUSED, sentence);
                            }));
        }
        return lines;
    }
}
