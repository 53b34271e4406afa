package io.storeledger.cli;

import io.storeledger.common.event.Act.Mode;
import io.storeledger.common.kafka.KafkaClients;
import io.storeledger.common.kafka.TopicAdmin;
import io.storeledger.common.topic.Topics;
import io.storeledger.console.deadletter.Letter;
import io.storeledger.console.deadletter.LetterFilter;
import io.storeledger.console.deadletter.OpenLetters;
import io.storeledger.console.deadletter.RedriveOptions;
import io.storeledger.console.deadletter.RedriveResult;
import io.storeledger.console.deadletter.RedriveResult.Line;
import io.storeledger.console.deadletter.Redriver;
import io.storeledger.console.preview.Preview;
import io.storeledger.mapping.Rules;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Redrives dead letters from the command line, or tells what that would do.
final class RedriveRun {
    private final KafkaClients kafka;
    private final PrintWriter out;
    private final PrintWriter err;

    RedriveRun(KafkaClients kafka, PrintWriter out, PrintWriter err) {
        this.kafka = kafka;
        this.out = out;
        this.err = err;
    }

    static RedriveOptions options(
            Mode mode, boolean again, @Nullable String note, OptionalDouble rate) {
        return new RedriveOptions(LogOptions.user(), mode, again, note, rate);
    }

    /// Redrives; returns the exit code.
    int run(OpenLetters open, LetterFilter filter, RedriveOptions options) {
        new TopicAdmin(kafka).ensure(List.of(Topics.ACTS));
        String goOn = "The same command goes on with what is left.";
        try (var redriver = redriver();
                var _ =
                        new KafkaWatch(
                                kafka,
                                err,
                                "It goes on by itself if that is back within two minutes. "
                                        + goOn);
                var interruption = new Interruption(out, "It was stopped. " + goOn)) {
            int meant = open.find(filter).size();
            RedriveResult result =
                    redriver.redrive(open, filter, options, interruption.stop(), this::show);
            int code = show(result);
            if (result.counts().values().stream().mapToLong(Long::longValue).sum() < meant) {
                out.println("It was stopped. " + goOn);
            }
            return code;
        }
    }

    /// Tells what would become of the letters; returns the exit code.
    ///
    /// @param rules of each store, by its hash
    int tell(
            OpenLetters open,
            LetterFilter filter,
            RedriveOptions options,
            Map<String, Rules> rules) {
        Set<String> keys = open.find(filter).stream().map(Letter::key).collect(Collectors.toSet());
        try (var redriver = redriver();
                var preview = new Preview(kafka, rules, keys)) {
            return show(redriver.preview(open, filter, options, preview, this::show));
        }
    }

    private Redriver redriver() {
        return new Redriver(kafka, Clock.systemUTC(), RandomGenerator.getDefault());
    }

    private void show(List<Line> lines) {
        ReplayView.lines(out, lines);
    }

    private int show(RedriveResult result) {
        ReplayView.result(out, result);
        return ReplayView.code(result);
    }
}
