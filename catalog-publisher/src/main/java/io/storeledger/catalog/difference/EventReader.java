package io.storeledger.catalog.difference;

import io.storeledger.common.json.Json;
import io.storeledger.common.json.MalformedJsonException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads events; what is none is passed over loudly, for it would stop the topology for good.
final class EventReader {
    private static final Logger LOGGER = LoggerFactory.getLogger(EventReader.class);

    private EventReader() {}

    static <T> Optional<T> event(String key, byte[] value, Class<T> type) {
        try {
            return Optional.of(Json.read(value, type));
        } catch (MalformedJsonException e) {
            LOGGER.atError()
                    .addKeyValue("key", key)
                    .addKeyValue("detail", e.getMessage())
                    .log("a record is no {} and is passed over", type.getSimpleName());
            return Optional.empty();
        }
    }
}
