package io.storeledger.mapping;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Takes down where each field of a body came from while it is mapped. One that is off takes down
/// nothing; whatever is made for it alone is made only if it is on.
final class Trace {
    static final Trace OFF = new Trace(false);

    private final boolean on;
    private final Map<String, Why> notes = new LinkedHashMap<>();

    private record Why(List<String> rules, List<String> sources, String note) {}

    private Trace(boolean on) {
        this.on = on;
    }

    static Trace on() {
        return new Trace(true);
    }

    boolean isOn() {
        return on;
    }

    /// A rule picked it.
    void picked(String field, Picked picked) {
        if (on) {
            note(
                    field,
                    List.of(picked.key()),
                    picked.source().isEmpty() ? List.of() : List.of(picked.source()),
                    "");
        }
    }

    /// A rule alone says so.
    void rule(String field, String rule) {
        if (on) {
            note(field, List.of(rule), List.of(), "");
        }
    }

    /// The store says so.
    void source(String field, String source) {
        if (on) {
            note(field, List.of(), List.of(source), "");
        }
    }

    /// It is always so.
    void always(String field, String why) {
        if (on) {
            note(field, List.of(), List.of(), why);
        }
    }

    /// Several reasons together.
    void note(String field, List<String> rules, List<String> sources, String note) {
        if (on) {
            notes.put(field, new Why(List.copyOf(rules), List.copyOf(sources), note));
        }
    }

    /// The origin of each value of the finished body, in its order.
    ///
    /// @throws IllegalStateException if nobody took down where one came from
    List<Origin> origins(ObjectNode body) {
        List<Origin> all = new ArrayList<>();
        body.properties().forEach(field -> walk(field.getKey(), field.getValue(), all));
        return List.copyOf(all);
    }

    private void walk(String path, JsonNode node, List<Origin> all) {
        if (node.isObject()) {
            node.properties()
                    .forEach(field -> walk(path + "." + field.getKey(), field.getValue(), all));
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                walk(path + "[" + i + "]", node.get(i), all);
            }
        } else {
            Why why = why(path);
            all.add(new Origin(path, node.asString(), why.rules(), why.sources(), why.note()));
        }
    }

    /// Of the field, or of the object that it is part of.
    private Why why(String path) {
        Why why = notes.get(path);
        for (int dot = path.lastIndexOf('.'); why == null && dot > 0; ) {
            String outer = path.substring(0, dot);
            why = notes.get(outer);
            dot = outer.lastIndexOf('.');
        }
        if (why == null) {
            throw new IllegalStateException("nobody took down where " + path + " came from");
        }
        return why;
    }
}
