package io.storeledger.console.deadletter;

import io.storeledger.common.event.Act.Mode;
import io.storeledger.common.json.Json;
import io.storeledger.common.json.MalformedJsonException;
import io.storeledger.console.log.Place;
import io.storeledger.console.web.BadRequest;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What a request asks to be done with dead letters.
///
/// @param filter with which
/// @param mode how they are redriven
/// @param again whether letters that are named by their place go however often they went before
/// @param dryRun whether it is only to be told
/// @param note why
record SelectionReader(
        LetterFilter filter, Mode mode, boolean again, boolean dryRun, @Nullable String note) {

    private static final List<String> NAMES =
            List.of(
                    "reasonCode",
                    "topic",
                    "key",
                    "places",
                    "from",
                    "to",
                    "mode",
                    "again",
                    "dryRun",
                    "note");

    /// Reads a request's body.
    ///
    /// @throws BadRequest naming what is wrong
    static SelectionReader read(byte[] body) {
        JsonNode json;
        try {
            json = Json.tree(body);
        } catch (MalformedJsonException e) {
            throw new BadRequest(
                    "The body should be a JSON object, and is " + e.getMessage() + ".");
        }
        if (!json.isObject()) {
            throw new BadRequest("The body should be a JSON object.");
        }
        // a slip of the pen must not do for real what was to be told only
        json.propertyNames().stream()
                .filter(name -> !NAMES.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new BadRequest(
                            "\"%s\" is not known here; known are %s."
                                    .formatted(name, String.join(", ", NAMES)));
                });
        var filter =
                new LetterFilter(
                        text(json, "reasonCode"),
                        text(json, "topic"),
                        text(json, "key"),
                        places(json.path("places")),
                        time(json, "from"),
                        time(json, "to"));
        return new SelectionReader(
                filter.requireNamed(),
                mode(json),
                flag(json, "again"),
                flag(json, "dryRun"),
                text(json, "note").orElse(null));
    }

    RedriveOptions options(String by) {
        return new RedriveOptions(by, mode, again, note, OptionalDouble.empty());
    }

    private static Optional<String> text(JsonNode json, String name) {
        JsonNode value = json.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isString()) {
            throw new BadRequest(name + " should be text.");
        }
        return Optional.of(value.asString());
    }

    private static boolean flag(JsonNode json, String name) {
        JsonNode value = json.path(name);
        if (!value.isMissingNode() && !value.isBoolean()) {
            throw new BadRequest(name + " should be true or false.");
        }
        return value.asBoolean(false);
    }

    private static Optional<Instant> time(JsonNode json, String name) {
        try {
            return text(json, name).map(text -> OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeParseException e) {
            throw new BadRequest(name + " should be a time such as 2026-01-31T08:00:00Z.");
        }
    }

    private static Mode mode(JsonNode json) {
        String word = text(json, "mode").orElse(Mode.REFETCH.word());
        for (Mode mode : Mode.values()) {
            if (mode.word().equals(word)) {
                return mode;
            }
        }
        throw new BadRequest("mode should be refetch or as-recorded.");
    }

    private static Set<Place> places(JsonNode json) {
        Set<Place> places = new HashSet<>();
        for (JsonNode place : json) {
            boolean isPlace =
                    place.path("topic").isString()
                            && place.path("partition").isInt()
                            && place.path("offset").isIntegralNumber();
            if (!isPlace) {
                throw new BadRequest("places should each have a topic, a partition and an offset.");
            }
            places.add(
                    new Place(
                            place.path("topic").asString(),
                            place.path("partition").asInt(),
                            place.path("offset").asLong()));
        }
        if (!json.isMissingNode() && places.isEmpty()) {
            throw new BadRequest("places should name at least one place.");
        }
        return places;
    }
}
