package io.storeledger.cli;

import io.storeledger.common.event.Act.Mode;
import io.storeledger.common.kafka.KafkaClients;
import io.storeledger.common.kafka.TopicAdmin;
import io.storeledger.common.topic.Topics;
import io.storeledger.console.deadletter.LetterFilter;
import io.storeledger.console.deadletter.OpenLetters;
import io.storeledger.console.deadletter.RedriveOptions;
import io.storeledger.console.deadletter.RedrivePreview;
import io.storeledger.console.deadletter.RedriveResult;
import io.storeledger.console.deadletter.Redriver;
import io.storeledger.console.log.LogReader;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.List;
import java.util.OptionalDouble;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Redrives dead letters from the command line, or tells what that would do.
final class RedriveRun {
    private final KafkaClients kafka;
    private final PrintWriter out;

    RedriveRun(KafkaClients kafka, PrintWriter out) {
        this.kafka = kafka;
        this.out = out;
    }

    static RedriveOptions options(
            Mode mode, boolean again, @Nullable String note, OptionalDouble rate) {
        return new RedriveOptions(LogOptions.user(), mode, again, note, rate);
    }

    int run(OpenLetters open, LetterFilter filter, RedriveOptions options, boolean dryRun) {
        if (!dryRun) {
            new TopicAdmin(kafka).ensure(List.of(Topics.ACTS));
        }
        try (var redriver = new Redriver(kafka, Clock.systemUTC(), RandomGenerator.getDefault());
                var interruption = new Interruption()) {
            int meant = open.find(filter).size();
            RedriveResult result =
                    dryRun
                            ? redriver.preview(open, filter, options, preview())
                            : redriver.redrive(
                                    open, filter, options, interruption.stop(), lines -> {});
            ReplayView.result(out, result);
            if (!dryRun && result.results().size() < meant) {
                out.println("It was stopped; the same command goes on with what is left.");
            }
            return result.counts().containsKey("refused") ? 1 : 0;
        }
    }

    private RedrivePreview preview() {
        return new RedrivePreview(Judges.of(new LogReader(kafka, "storeledger-dry-run")));
    }
}
