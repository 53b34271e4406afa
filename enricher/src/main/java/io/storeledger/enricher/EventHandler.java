package io.storeledger.enricher;

import io.storeledger.common.consume.Batch;
import io.storeledger.common.consume.Outcome;
import io.storeledger.common.consume.Outcome.Skipped;
import io.storeledger.common.consume.Reason;
import io.storeledger.common.consume.RecordHandler;
import io.storeledger.common.event.RecordKey;
import java.util.Map;

/// Gives each event to the flow that its resource belongs to.
final class EventHandler implements RecordHandler {
    private final Map<String, RecordHandler> flows;

    /// @param flows by the key's resource
    EventHandler(Map<String, RecordHandler> flows) {
        this.flows = Map.copyOf(flows);
    }

    @Override
    public Outcome handle(Batch batch) {
        RecordHandler flow = flows.get(RecordKey.parse(batch.key()).resource());
        return flow == null
                ? new Skipped(new Reason("no-flow", "no flow needs this kind of event"))
                : flow.handle(batch);
    }
}
