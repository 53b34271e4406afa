package io.storeledger.common.service;

import java.util.Optional;

/// A running service: one of the pipeline's, with all its parts.
public interface Service extends AutoCloseable {
    /// Its name, as in metrics and log lines.
    String name();

    /// What keeps it from being ready, in a sentence; empty when it is ready.
    Optional<String> waitingFor();

    /// What somebody has to mend though the service works, in a sentence: a connection that is
    /// refused. Empty if there is nothing.
    default Optional<String> note() {
        return Optional.empty();
    }

    /// What its start-up still waits for, in a sentence; empty once it has begun to work, or knows
    /// what it waits for that no new process would bring: Kafka, a right or a topic there, a vendor
    /// that refuses it.
    default Optional<String> starting() {
        return waitingFor();
    }

    /// What is broken in it so that only a new process mends it, in a sentence; empty as long as it
    /// goes on by itself. A vendor or Kafka that is away is none of it.
    Optional<String> broken();

    /// Stops taking work, lets what runs end, and lets go of everything.
    @Override
    void close();
}
