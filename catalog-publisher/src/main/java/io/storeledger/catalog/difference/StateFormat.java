package io.storeledger.catalog.difference;

import io.storeledger.common.json.Json;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ObjectNode;

/// How a store's values are written, by the number of the format that each carries.
///
/// What was asked of the store and what is held back can't be read from the topics again, so a
/// value of an older format is migrated when it is read, and kept in the new one when it next
/// changes.
///
/// @param <T> what a value is
final class StateFormat<T> {
    static final StateFormat<SkuState> SKUS = new StateFormat<>("SKUs", SkuState.class, List.of());
    static final StateFormat<OrderState> ORDERS =
            new StateFormat<>("orders", OrderState.class, List.of());

    private static final Logger LOGGER = LoggerFactory.getLogger(StateFormat.class);
    private static final String FORMAT = "format";

    private final String name;
    private final Class<T> type;
    private final List<UnaryOperator<ObjectNode>> migrations;
    private final AtomicBoolean said = new AtomicBoolean();

    /// @param name what log lines call the state
    /// @param migrations from each format to the next one, the first of them from format 1; a field
    ///   that may be absent needs none
    StateFormat(String name, Class<T> type, List<UnaryOperator<ObjectNode>> migrations) {
        this.name = name;
        this.type = type;
        this.migrations = List.copyOf(migrations);
    }

    /// A value as it is kept.
    byte[] bytes(T state) {
        return Json.bytes(Json.toTree(state).put(FORMAT, current()));
    }

    /// A value that was kept by this version or an older one.
    ///
    /// @throws IllegalStateException if a newer one kept it
    T read(byte[] bytes) {
        ObjectNode tree = Json.read(bytes, ObjectNode.class);
        int format = tree.path(FORMAT).asInt(1);
        if (format > current()) {
            throw new IllegalStateException(
                    "The state of %s has the format %d of a newer version; this one knows %d. Start the newer version again."
                            .formatted(name, format, current()));
        }
        if (format < current() && said.compareAndSet(false, true)) {
            LOGGER.atInfo()
                    .addKeyValue(
                            "detail",
                            "state format %d replaces %d: each value is migrated when it is read"
                                    .formatted(current(), format))
                    .log("the state of {} was kept by an older version", name);
        }
        for (UnaryOperator<ObjectNode> migration : migrations.subList(format - 1, current() - 1)) {
            tree = migration.apply(tree);
        }
        return Json.mapper().treeToValue(tree, type);
    }

    private int current() {
        return migrations.size() + 1;
    }
}
