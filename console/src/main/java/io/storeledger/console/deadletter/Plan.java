package io.storeledger.console.deadletter;

import io.storeledger.console.replay.Rewrite;
import io.storeledger.console.replay.Told;

/// What is to be done with a letter.
sealed interface Plan {

    /// Its record is written again.
    record Write(Rewrite record) implements Plan {}

    /// The store is asked again, once for all letters that tell of the same.
    record Ask(Told told, Rewrite event) implements Plan {}

    /// Something newer was written since: there is nothing left to do.
    record Superseded(String sentence) implements Plan {}

    /// It stays where it is.
    record Refuse(String sentence) implements Plan {}
}
