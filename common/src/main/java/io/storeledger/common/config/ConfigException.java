package io.storeledger.common.config;

import java.util.List;

/// A configuration can't be used; the message lists every fault, one a line, each naming its key.
public final class ConfigException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> faults;

    /// @param faults a sentence each: the key, what is wrong, what would be right
    public ConfigException(String source, List<String> faults) {
        super(
                faults.size() == 1
                        ? "%s: %s".formatted(source, faults.getFirst())
                        : "%s has %d faults:\n  - %s"
                                .formatted(source, faults.size(), String.join("\n  - ", faults)));
        this.faults = List.copyOf(faults);
    }

    /// Every fault, a sentence each.
    public List<String> faults() {
        return faults;
    }
}
