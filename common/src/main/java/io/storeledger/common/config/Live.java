package io.storeledger.common.config;

import java.util.function.Function;

/// A part of the configuration that follows its file while we run: see [ConfigWatch].
///
/// Ask for it once for each piece of work, so that the work ends by what it began with.
public final class Live<T> {
    private final String path;
    private final Settings section;
    private final Function<Settings, T> reader;
    private volatile T now;

    Live(String path, Settings section, Function<Settings, T> reader) {
        this.path = path;
        this.section = section;
        this.reader = reader;
        this.now = reader.apply(section);
    }

    /// What it is now.
    public T now() {
        return now;
    }

    String path() {
        return path;
    }

    /// Reads it where another reading of the configuration found it.
    ///
    /// @return makes it what counts from then on
    Runnable reread(Live<?> other) {
        T next = reader.apply(other.section);
        return () -> now = next;
    }
}
