package io.storeledger.console.replay;

import io.storeledger.common.event.Act.Mode;
import io.storeledger.common.topic.Topic;
import io.storeledger.console.log.Position;
import io.storeledger.console.replay.Selection.Named;
import io.storeledger.console.replay.Selection.Range;
import io.storeledger.console.replay.Selection.RefundName;
import io.storeledger.console.web.BadRequest;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/// A request as a replay's record keeps it: by the command's options.
final class RequestText {
    private RequestText() {}

    static Map<String, String> of(ReplayRequest request) {
        Map<String, String> all = new TreeMap<>();
        all.put("mode", request.mode().word());
        request.rate().ifPresent(rate -> all.put("rate", Double.toString(rate)));
        if (request.forced()) {
            all.put("force", "true");
        }
        switch (request.selection()) {
            case Range range -> {
                all.put("topic", range.topic().name());
                range.partition().ifPresent(p -> all.put("partition", Integer.toString(p)));
                text(range.from()).ifPresent(from -> all.put("from", from));
                text(range.to()).ifPresent(to -> all.put("to", to));
                if (range.includeReplayed()) {
                    all.put("include-replayed", "true");
                }
            }
            case Named named -> {
                all.put("connection", named.connection());
                all.put("store", named.store());
                all.put("customer", join(named.customers()));
                all.put("order", join(named.orders()));
                all.put("refund", join(named.refunds()));
                named.until().ifPresent(to -> all.put("to", to.toString()));
            }
        }
        return all;
    }

    static ReplayRequest read(Map<String, String> all) {
        String topic = all.get("topic");
        Selection selection =
                topic == null
                        ? new Named(
                                all.getOrDefault("connection", ""),
                                all.getOrDefault("store", ""),
                                split(all.get("customer"), Long::parseLong),
                                split(all.get("order"), Long::parseLong),
                                split(all.get("refund"), RequestText::refund),
                                Optional.ofNullable(all.get("to")).map(Instant::parse))
                        : new Range(
                                topic(topic),
                                all.containsKey("partition")
                                        ? OptionalInt.of(
                                                Integer.parseInt(
                                                        all.getOrDefault("partition", "0")))
                                        : OptionalInt.empty(),
                                position(all.get("from"), new Position.Beginning()),
                                position(all.get("to"), new Position.End()),
                                all.containsKey("include-replayed"));
        String rate = all.get("rate");
        return new ReplayRequest(
                selection,
                all.getOrDefault("mode", "").equals(Mode.REFETCH.word())
                        ? Mode.REFETCH
                        : Mode.AS_RECORDED,
                all.containsKey("force"),
                rate == null
                        ? OptionalDouble.empty()
                        : OptionalDouble.of(Double.parseDouble(rate)));
    }

    private static Topic<?> topic(String name) {
        return Selection.TOPICS.stream()
                .filter(topic -> topic.name().equals(name))
                .findFirst()
                .orElseThrow(
                        () -> new BadRequest("The topic %s can't be replayed.".formatted(name)));
    }

    private static Optional<String> text(Position position) {
        return switch (position) {
            case Position.Beginning() -> Optional.empty();
            case Position.End() -> Optional.empty();
            case Position.Offset(long offset) -> Optional.of(Long.toString(offset));
            case Position.Time(Instant at) -> Optional.of(at.toString());
        };
    }

    private static Position position(
            @org.jspecify.annotations.Nullable String text, Position otherwise) {
        if (text == null) {
            return otherwise;
        }
        return text.matches("\\d+")
                ? new Position.Offset(Long.parseLong(text))
                : new Position.Time(Instant.parse(text));
    }

    private static RefundName refund(String text) {
        return RefundName.parse(text).orElseThrow(() -> new BadRequest(text + " is no refund."));
    }

    private static String join(List<?> all) {
        return all.stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    private static <T> List<T> split(
            @org.jspecify.annotations.Nullable String text, Function<String, T> read) {
        return text == null || text.isEmpty()
                ? List.of()
                : Arrays.stream(text.split(",", -1)).map(read).toList();
    }
}
