package io.storeledger.common.metric;

import io.micrometer.core.instrument.Tags;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What is declared of a metric.
///
/// @param name as Micrometer has it, without the unit: `storeledger.sweep.age`
/// @param unit the base unit, which ends the name in Prometheus; empty if it counts things
/// @param about what it says, in a sentence
/// @param labels in the order in which values are given
/// @param components which services have it
/// @param later why it may be absent at first; empty if it is there from the start
public record Spec(
        String name,
        String unit,
        String about,
        List<Label> labels,
        Set<Component> components,
        Optional<String> later) {
    static final String SECONDS = "seconds";
    private static final String PREFIX = "storeledger.";

    /// Copies the lists.
    public Spec {
        labels = List.copyOf(labels);
        components = Set.copyOf(components);
    }

    /// A metric without unit and labels that is there from the start.
    ///
    /// @param name after `storeledger.`
    static Spec of(String name, String about, Component first, Component... more) {
        return new Spec(
                PREFIX + name, "", about, List.of(), EnumSet.of(first, more), Optional.empty());
    }

    /// The same with these labels.
    Spec by(Label... keys) {
        return new Spec(name, unit, about, List.of(keys), components, later);
    }

    /// The same in this unit.
    Spec in(String baseUnit) {
        return new Spec(name, baseUnit, about, labels, components, later);
    }

    /// The same, absent at first.
    ///
    /// @param when from when on it is there
    Spec later(String when) {
        return new Spec(name, unit, about, labels, components, Optional.of(when));
    }

    /// The labels with their values, but the one that the registry gives.
    ///
    /// @throws IllegalArgumentException if there are more or fewer values than labels
    Tags tags(String... values) {
        List<String> keys =
                labels.stream()
                        .filter(label -> !label.equals(Label.COMPONENT_OF_REGISTRY))
                        .map(Label::key)
                        .toList();
        if (values.length != keys.size()) {
            throw new IllegalArgumentException(name + " has the labels " + keys);
        }
        Tags tags = Tags.empty();
        for (int i = 0; i < values.length; i++) {
            tags = tags.and(keys.get(i), values[i]);
        }
        return tags;
    }
}
