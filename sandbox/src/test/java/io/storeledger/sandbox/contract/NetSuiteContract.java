package io.storeledger.sandbox.contract;

import io.storeledger.sandbox.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// NetSuite's record schemas, as an oracle for property names.
public final class NetSuiteContract {
    private static final Pattern CUSTOM = Pattern.compile("cust(body|col|entity|item)_?.+");

    private final JsonNode record;

    private NetSuiteContract(JsonNode record) {
        this.record = record;
    }

    /// The schema of this record type; skips the test where there is none.
    public static NetSuiteContract of(String type) {
        Path file = Contracts.folder().resolve("netsuite").resolve(type + ".json");
        try {
            return new NetSuiteContract(Json.parse(Files.readAllBytes(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Whether there is such a property, `item` or, of what lies inside, `item.quantity`.
    public boolean has(String path) {
        JsonNode properties = record.path("properties");
        List<String> names = Arrays.asList(path.split("\\.", -1));
        for (String name : names.subList(0, names.size() - 1)) {
            properties = inside(properties.path(name));
        }
        return properties.has(names.getLast());
    }

    /// The paths of all names in a request's body that the schema doesn't know.
    public List<String> unknownNames(JsonNode body) {
        List<String> unknown = new ArrayList<>();
        collect(record.path("properties"), "", body, unknown);
        return unknown;
    }

    private void collect(JsonNode properties, String path, JsonNode body, List<String> unknown) {
        body.properties()
                .forEach(field -> {
                    String name = field.getKey();
                    String where = path + name;
                    JsonNode schema = properties.path(name);
                    if (CUSTOM.matcher(name).matches()) {
                        return;
                    }
                    if (schema.isMissingNode()) {
                        unknown.add(where);
                        return;
                    }
                    JsonNode inside = inside(schema);
                    JsonNode value = field.getValue();
                    if (inside.isMissingNode()) {
                        return;
                    }
                    if (value.path("items").isArray()) {
                        value.path("items")
                                .forEach(line -> collect(inside, where + ".", line, unknown));
                    } else {
                        collect(inside, where + ".", value, unknown);
                    }
                });
    }

    private JsonNode inside(JsonNode schema) {
        String element =
                schema.has("items") ? Json.text(schema, "items") : Json.text(schema, "schema");
        return record.path("elements").path(element).path("properties");
    }
}
