package io.storeledger.cli;

import io.storeledger.common.config.ConfigException;
import io.storeledger.common.event.Act.Mode;
import io.storeledger.common.kafka.KafkaConfig;
import io.storeledger.common.topic.Topic;
import io.storeledger.console.log.Position;
import io.storeledger.console.replay.Selection;
import io.storeledger.console.replay.Selection.RefundName;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/// Reads what is said of places in the log on the command line.
final class LogOptions {
    private LogOptions() {}

    /// Whoever uses the machine.
    static String user() {
        return System.getProperty("user.name", "local");
    }

    /// An offset or a time.
    static Position from(@Nullable String text) {
        if (text == null) {
            return new Position.Beginning();
        }
        return text.matches("\\d{1,18}")
                ? new Position.Offset(Long.parseLong(text))
                : new Position.Time(time("--from", text, Dates::begin));
    }

    /// An offset or a time, which is not in it any more; a day is.
    static Position to(@Nullable String text) {
        if (text == null) {
            return new Position.End();
        }
        return text.matches("\\d{1,18}")
                ? new Position.Offset(Long.parseLong(text))
                : new Position.Time(time("--to", text, LogOptions::end));
    }

    private static Instant time(String option, String text, Function<String, Instant> read) {
        try {
            return read.apply(text);
        } catch (ConfigException e) {
            throw wrong(
                    option,
                    "\"%s\" should be an offset such as 1200, a date such as 2026-01-31, or a time such as 2026-01-31T08:00:00Z"
                            .formatted(text));
        }
    }

    /// The numbers of records begin at 1.
    static void requireIds(String option, List<Long> ids) {
        for (Long id : ids) {
            if (id < 1) {
                throw wrong(option, "\"%d\" should be a number from 1, such as 1001".formatted(id));
            }
        }
    }

    /// A refund, by its order's number and its own, or by its own where the log has only one.
    ///
    /// @param find looks for one by its own number
    static RefundName refund(String option, String text, LongFunction<RefundName> find) {
        return RefundName.parse(text)
                .orElseGet(() -> {
                    if (!text.matches("\\d{1,18}")) {
                        throw wrong(
                                option,
                                "\"%s\" should be a refund's number, such as 7, or its order's and its own, such as 1001/7"
                                        .formatted(text));
                    }
                    return find.apply(Long.parseLong(text));
                });
    }

    /// The time behind what is said: of a day the next one's begin.
    static Instant end(String text) {
        Instant begin = Dates.begin(text);
        return text.contains("T") ? begin : begin.plus(Duration.ofDays(1));
    }

    /// A topic that can be replayed, by its name with or without the prefix.
    static Topic<?> topic(String name, KafkaConfig config) {
        return Selection.TOPICS.stream()
                .filter(topic -> topic.name().equals(name) || config.nameOf(topic).equals(name))
                .findFirst()
                .orElseThrow(() ->
                        wrong(
                                "--topic",
                                "\"%s\" can't be replayed; there are %s"
                                        .formatted(
                                                name,
                                                String.join(
                                                        ", ",
                                                        Selection.TOPICS.stream()
                                                                .map(Topic::name)
                                                                .toList()))));
    }

    static Optional<Mode> mode(@Nullable String word) {
        if (word == null) {
            return Optional.empty();
        }
        return Optional.of(
                Arrays.stream(Mode.values())
                        .filter(mode -> mode.word().equals(word))
                        .findFirst()
                        .orElseThrow(() ->
                                wrong(
                                        "--mode",
                                        "\"%s\" should be refetch or as-recorded"
                                                .formatted(word))));
    }

    static OptionalDouble rate(@Nullable Double rate) {
        if (rate != null && !(rate > 0)) {
            throw wrong("--rate", rate + " should be records a second, such as 5 or 0.5");
        }
        return rate == null ? OptionalDouble.empty() : OptionalDouble.of(rate);
    }

    static ConfigException wrong(String option, String sentence) {
        return new ConfigException("the command line", List.of(option + " " + sentence));
    }
}
