package io.storeledger.common.consume;

import io.storeledger.common.consume.Outcome.Done;
import io.storeledger.common.consume.Outcome.Halt;
import io.storeledger.common.consume.Outcome.Rejected;
import io.storeledger.common.consume.Outcome.RejectedSome;
import io.storeledger.common.consume.Outcome.Retry;
import io.storeledger.common.consume.Outcome.Skipped;
import io.storeledger.common.event.PersonalData;
import org.slf4j.Logger;
import org.slf4j.spi.LoggingEventBuilder;

/// Says in the log what came of a batch, as loudly as it deserves, and nothing of persons.
final class OutcomeLog {
    private OutcomeLog() {}

    static void log(Logger logger, String consumer, Batch batch, Outcome outcome) {
        switch (outcome) {
            case Done done -> line(logger.atDebug(), consumer, batch).log("done");
            case Skipped(Reason reason) ->
                    line(logger.atDebug(), consumer, batch, reason, "skipped");
            case Retry(var after, Reason reason, var calls) ->
                    line(
                            batch.attempt() == 1 ? logger.atInfo() : logger.atWarn(),
                            consumer,
                            batch,
                            reason,
                            "tried again later");
            case Rejected(Reason reason) ->
                    line(logger.atWarn(), consumer, batch, reason, "rejected to dead letters");
            case RejectedSome(var reasons) ->
                    reasons.forEach((key, reason) ->
                            line(
                                    logger.atWarn().addKeyValue("rejected", key),
                                    consumer,
                                    batch,
                                    reason,
                                    "rejected to dead letters, the others of its batch are done"));
            case Halt(Reason reason, var calls) ->
                    line(logger.atError(), consumer, batch, reason, "stopped until it is mended");
        }
    }

    private static void line(
            LoggingEventBuilder event, String consumer, Batch batch, Reason reason, String what) {
        line(event, consumer, batch)
                .addKeyValue("reason", reason.code())
                .addKeyValue("detail", PersonalData.of(batch.newest().value()).hide(reason.text()))
                .log(what);
    }

    private static LoggingEventBuilder line(
            LoggingEventBuilder event, String consumer, Batch batch) {
        return event.addKeyValue("consumer", consumer)
                .addKeyValue("key", batch.key())
                .addKeyValue("topic", batch.newest().topic())
                .addKeyValue("partition", batch.newest().partition())
                .addKeyValue("offset", batch.newest().offset())
                .addKeyValue("attempt", batch.attempt());
    }
}
