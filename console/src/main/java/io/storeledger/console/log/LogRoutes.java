package io.storeledger.console.log;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.storeledger.common.json.Json;
import io.storeledger.common.json.MalformedJsonException;
import io.storeledger.console.access.Role;
import io.storeledger.console.web.BadRequest;
import io.storeledger.console.web.Routes;
import io.storeledger.console.web.WebServer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Header;
import tools.jackson.databind.node.ObjectNode;

/// A record of the log as it is, for who may see payloads.
public final class LogRoutes implements Routes {
    private final PlaceReader log;

    /// Answers from this log.
    public LogRoutes(PlaceReader log) {
        this.log = log;
    }

    @Override
    public void add(RoutesConfig routes) {
        routes.get("/api/v1/log/{topic}/{partition}/{offset}", this::record, Role.PAYLOADS);
    }

    private void record(Context ctx) {
        var place =
                new Place(
                        ctx.pathParam("topic"),
                        Math.toIntExact(number(ctx, "partition", Integer.MAX_VALUE)),
                        number(ctx, "offset", Long.MAX_VALUE));
        if (!log.has(place.topic())) {
            WebServer.fail(
                    ctx,
                    HttpStatus.NOT_FOUND,
                    "%s is no topic of Storeledger's.".formatted(place.topic()));
            return;
        }
        Optional<ConsumerRecord<String, byte[]>> record;
        try {
            record = log.read(place);
        } catch (KafkaException e) {
            WebServer.fail(
                    ctx,
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "Kafka does not answer; ask again when it is back.");
            return;
        }
        if (record.isEmpty()) {
            WebServer.fail(
                    ctx,
                    HttpStatus.NOT_FOUND,
                    "No record lies at %s, or not any more.".formatted(place));
            return;
        }
        WebServer.json(ctx, answer(place, record.get()));
    }

    private static ObjectNode answer(Place place, ConsumerRecord<String, byte[]> record) {
        ObjectNode answer = Json.object();
        answer.set("place", Json.toTree(place));
        answer.put("key", record.key());
        answer.put("at", Instant.ofEpochMilli(record.timestamp()).toString());
        ObjectNode headers = answer.putObject("headers");
        for (Header header : record.headers()) {
            headers.put(header.key(), text(header.value()));
        }
        if (record.value() != null) {
            try {
                answer.set("json", Json.tree(record.value()));
            } catch (MalformedJsonException e) {
                answer.put("text", text(record.value()));
            }
        }
        return answer;
    }

    private static String text(byte[] bytes) {
        return bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
    }

    private static long number(Context ctx, String name, long most) {
        try {
            long number = Long.parseLong(ctx.pathParam(name));
            if (number >= 0 && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new BadRequest("%s should be a number from 0.".formatted(name));
    }
}
