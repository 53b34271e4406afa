package io.storeledger.common.metric;

import java.util.Arrays;
import java.util.List;

/// A label of a metric. Its values are few, whatever happens: never a record's id, a key or a text.
///
/// @param key its name
/// @param about what its values are
/// @param values all of them, where they are the same everywhere; empty where they depend on the
///   configuration
public record Label(String key, String about, List<String> values) {
    /// A configured connection.
    public static final Label CONNECTION = open("connection", "the configured connection");

    /// Which service measured it.
    public static final Label COMPONENT =
            oneOf(
                    "component",
                    Arrays.stream(Component.values()).map(Component::word).toArray(String[]::new));

    /// The same, given by the registry that a meter is made in: see
    /// [io.storeledger.common.service.ServiceMeters].
    static final Label COMPONENT_OF_REGISTRY =
            new Label(COMPONENT.key(), "which service measured it", COMPONENT.values());

    /// A NetSuite account.
    public static final Label ACCOUNT = open("account", "the NetSuite account");

    /// A BigCommerce store.
    public static final Label STORE = open("store", "the store's hash");

    /// A topic of ours.
    public static final Label TOPIC = open("topic", "the topic, without the configured prefix");

    /// Copies the values.
    public Label {
        values = List.copyOf(values);
    }

    /// A label whose values depend on the configuration, or are many and yet bounded.
    static Label open(String key, String about) {
        return new Label(key, about, List.of());
    }

    /// A label that has one of these values.
    static Label oneOf(String key, String... values) {
        return new Label(key, "", List.of(values));
    }
}
