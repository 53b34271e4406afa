package io.storeledger.writer;

import io.storeledger.common.config.Live;
import io.storeledger.common.consume.Batch;
import io.storeledger.common.consume.Outcome;
import io.storeledger.common.consume.RecordHandler;
import io.storeledger.mapping.Rules;
import java.util.Set;
import java.util.function.Function;

/// The flows of a connection by the rules that count when a record is taken up: it ends by the
/// rules that it began with.
final class Flows implements RecordHandler {
    private final Live<Rules> rules;
    private final Function<Rules, TopicHandler> wiring;
    private volatile Wired wired;

    private record Wired(Rules rules, TopicHandler handler) {}

    /// @param wiring makes the flows for rules; what they share stands outside of it
    Flows(Live<Rules> rules, Function<Rules, TopicHandler> wiring) {
        this.rules = rules;
        this.wiring = wiring;
        Rules first = rules.now();
        this.wired = new Wired(first, wiring.apply(first));
    }

    Set<String> topics() {
        return wired.handler().topics();
    }

    @Override
    public Outcome handle(Batch batch) {
        Rules now = rules.now();
        Wired current = wired;
        if (!current.rules().equals(now)) {
            current = new Wired(now, wiring.apply(now));
            wired = current;
        }
        return current.handler().handle(batch);
    }
}
