package io.storeledger.common.service;

import java.util.Optional;

/// A running service: one of the pipeline's, with all its parts.
public interface Service extends AutoCloseable {
    /// Its name, as in metrics and log lines.
    String name();

    /// What keeps it from being ready, in a sentence; empty when it is ready.
    Optional<String> waitingFor();

    /// Stops taking work, lets what runs end, and lets go of everything.
    @Override
    void close();
}
