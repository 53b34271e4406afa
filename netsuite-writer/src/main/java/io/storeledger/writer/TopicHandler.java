package io.storeledger.writer;

import io.storeledger.common.consume.Batch;
import io.storeledger.common.consume.Outcome;
import io.storeledger.common.consume.Outcome.Rejected;
import io.storeledger.common.consume.Reason;
import io.storeledger.common.consume.RecordHandler;
import java.util.Map;
import java.util.Set;

/// Gives each record to the flow that its topic belongs to; a batch is of one topic.
final class TopicHandler implements RecordHandler {
    private final Map<String, RecordHandler> flows;

    /// @param flows by the topic's name on the cluster
    TopicHandler(Map<String, RecordHandler> flows) {
        this.flows = Map.copyOf(flows);
    }

    Set<String> topics() {
        return flows.keySet();
    }

    @Override
    public Outcome handle(Batch batch) {
        String topic = batch.newest().topic();
        RecordHandler flow = flows.get(topic);
        return flow == null
                ? new Rejected(new Reason("no-flow", "No flow reads " + topic + "."))
                : flow.handle(batch);
    }
}
