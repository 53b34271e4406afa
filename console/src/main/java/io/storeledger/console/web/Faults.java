package io.storeledger.console.web;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import java.util.Map;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What is answered to whoever asks for what is not there, or in a way that can't be answered: a
/// fault to programs, a page to people.
final class Faults implements Routes {
    private static final Logger LOGGER = LoggerFactory.getLogger(Faults.class);
    private static final String AVAILABLE_METHODS = "availableMethods";

    @Override
    public void add(RoutesConfig routes) {
        routes.exception(
                BadRequest.class,
                (e, ctx) ->
                        WebServer.fail(
                                ctx, HttpStatus.BAD_REQUEST, String.valueOf(e.getMessage())));
        routes.exception(
                HttpResponseException.class,
                (e, ctx) -> {
                    allow(ctx, e.getDetails());
                    answer(ctx, HttpStatus.forStatus(e.getStatus()));
                });
        routes.exception(
                KafkaException.class,
                (e, ctx) -> {
                    LOGGER.atWarn().setCause(e).log("Kafka did not answer a request's question");
                    answer(ctx, HttpStatus.SERVICE_UNAVAILABLE);
                });
        routes.exception(
                Exception.class,
                (e, ctx) -> {
                    LOGGER.atError()
                            .setCause(e)
                            .addKeyValue("route", ctx.endpoint().path)
                            .log("a request could not be answered");
                    answer(ctx, HttpStatus.INTERNAL_SERVER_ERROR);
                });
    }

    private static void allow(Context ctx, Map<String, String> details) {
        String methods = details.get(AVAILABLE_METHODS);
        if (methods != null) {
            ctx.header("Allow", methods);
        }
    }

    private static void answer(Context ctx, HttpStatus status) {
        String sentence = sentence(status);
        if (ctx.path().startsWith("/api/")) {
            WebServer.fail(ctx, status, sentence);
        } else {
            ctx.status(status).html(page(sentence));
        }
    }

    private static String page(String sentence) {
        return """
        <!doctype html>
        <html lang="en">
        <head>
          <meta charset="utf-8">
          <meta name="viewport" content="width=device-width, initial-scale=1">
          <title>Storeledger</title>
          <link rel="icon" href="/icon.svg" type="image/svg+xml">
          <link rel="stylesheet" href="/style.css">
        </head>
        <body>
          <main>
            <div class="empty">
              <p class="empty-title">%s</p>
              <p><a href="/">To the console</a></p>
            </div>
          </main>
        </body>
        </html>
        """
                .formatted(sentence);
    }

    private static String sentence(HttpStatus status) {
        return switch (status) {
            case NOT_FOUND -> "There is nothing at this address.";
            case METHOD_NOT_ALLOWED -> "This address answers other methods; see Allow.";
            case CONTENT_TOO_LARGE -> "The body is too large; select less at once.";
            case SERVICE_UNAVAILABLE -> "Kafka does not answer; ask again when it is back.";
            case INTERNAL_SERVER_ERROR ->
                    "The console failed to answer; its log says why, and to whom to tell it.";
            default -> status.getMessage() + ".";
        };
    }
}
