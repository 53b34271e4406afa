package io.storeledger.console.replay;

import java.util.Optional;

/// Gives a replay its records, piece by piece.
interface Source extends AutoCloseable {
    /// The next piece; empty at the end. It returns within a moment, with nothing to write if need
    /// be.
    Optional<Chunk> next();

    @Override
    void close();
}
