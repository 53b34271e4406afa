package io.storeledger.console.timeline.step;

import io.storeledger.common.json.Json;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads the events of our topics, whole: anybody may write anything into a topic, and what lacks a
/// field is told as such instead of failing somewhere later.
final class Events {
    /// The components of a record type that must be there.
    private static final ClassValue<List<RecordComponent>> NEEDED =
            new ClassValue<>() {
                @Override
                protected List<RecordComponent> computeValue(Class<?> type) {
                    return Arrays.stream(type.getRecordComponents())
                            .filter(one -> !one.getType().isPrimitive())
                            .toList();
                }
            };

    private Events() {}

    /// The record's value as an event.
    ///
    /// @throws Unreadable if a field is absent that must be there
    /// @throws io.storeledger.common.json.MalformedJsonException if it is no JSON, or does not fit
    static <T extends Record> T read(LogRecord record, Class<T> type) {
        T event = Json.read(bytes(record), type);
        if (event == null) {
            throw new Unreadable("it is null");
        }
        check(event);
        return event;
    }

    /// The record's value.
    ///
    /// @throws Unreadable if it has none
    static byte[] bytes(LogRecord record) {
        byte[] value = record.value();
        if (value == null) {
            throw new Unreadable("it has no value");
        }
        return value;
    }

    private static void check(Record event) {
        for (RecordComponent component : NEEDED.get(event.getClass())) {
            Object value = value(event, component);
            switch (value) {
                case null -> {
                    if (!component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                        throw new Unreadable("it lacks " + component.getName());
                    }
                }
                case Record part -> check(part);
                case Collection<?> parts -> {
                    for (Object part : parts) {
                        if (part instanceof Record one) {
                            check(one);
                        }
                    }
                }
                default -> {
                    // text, a number, a time, JSON
                }
            }
        }
    }

    private static @Nullable Object value(Record event, RecordComponent component) {
        try {
            return component.getAccessor().invoke(event);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("events are public records", e);
        }
    }
}
