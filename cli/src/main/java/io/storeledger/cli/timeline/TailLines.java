package io.storeledger.cli.timeline;

import io.storeledger.common.json.Json;
import io.storeledger.common.json.MalformedJsonException;
import io.storeledger.common.kafka.KafkaConfig;
import io.storeledger.console.timeline.step.LogRecord;
import io.storeledger.console.timeline.step.Reading;
import io.storeledger.console.timeline.step.StepReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A line for each record, be it for people or for programs.
///
/// The topics that no timeline is made of hold nothing of persons: of them a line says what their
/// records say.
public final class TailLines {
    private final StepReader reader;
    private final StepView view;
    private final boolean json;

    /// @param json for programs
    public TailLines(KafkaConfig config, StepView view, boolean json) {
        this.reader = new StepReader(config);
        this.view = view;
        this.json = json;
    }

    /// The line of a record.
    public String of(LogRecord record) {
        Optional<Reading> reading = reader.read(record);
        if (json) {
            ObjectNode line =
                    reading.map(one -> Json.toTree(one.step())).orElseGet(() -> plain(record));
            return Json.text(line.put("key", record.key()));
        }
        return reading.map(one -> view.line(one.key(), one.step()))
                .orElseGet(() ->
                        view.line(
                                record.at(), record.key(), record.place().topic(), fields(record)));
    }

    private static ObjectNode plain(LogRecord record) {
        ObjectNode line = Json.object();
        line.put("at", record.at().toString());
        line.put("title", record.place().topic());
        line.put("detail", fields(record));
        line.set("place", Json.toTree(record.place()));
        return line;
    }

    private static String fields(LogRecord record) {
        byte[] value = record.value();
        if (value == null) {
            return "(deleted)";
        }
        try {
            JsonNode event = Json.tree(value);
            List<String> fields = new ArrayList<>();
            event.forEachEntry((name, field) -> {
                if (field.isValueNode() && !field.isNull()) {
                    fields.add(name + " " + field.asString());
                }
            });
            return String.join(", ", fields);
        } catch (MalformedJsonException e) {
            return e.getMessage() == null ? "" : e.getMessage();
        }
    }
}
