package io.storeledger.clients.http;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Duration;
import okhttp3.Call;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/// One vendor's API on the shared stack: sends a request, blocks, gives the answer whatever its
/// status. Only the absence of an answer is a failure here.
public final class HttpApi implements AutoCloseable {
    private final String vendor;
    private final OkHttpClient reads;
    private final OkHttpClient writes;

    /// @param vendor what messages and metrics call it
    /// @param connections how many calls may be under way at once
    public HttpApi(
            String vendor,
            Duration connectTimeout,
            Duration readTimeout,
            int connections,
            MeterRegistry meters) {
        this.vendor = vendor;
        this.reads = HttpClients.assemble(vendor, connectTimeout, readTimeout, connections, meters);
        this.writes = HttpClients.neverRepeating(reads);
    }

    /// Sends a request that changes nothing; on a stale connection it is sent once more.
    ///
    /// @param operation what it is for, from a small set: messages and metrics carry it
    /// @throws ApiException.Transient if no answer comes
    public Answer read(String operation, Request request) {
        return send(reads, operation, request, false);
    }

    /// Sends a request that changes something; it leaves this machine once at most.
    ///
    /// @param operation what it is for, from a small set: messages and metrics carry it
    /// @throws ApiException.Transient if no answer comes; `mayHaveBeenDone` if the request had left
    public Answer write(String operation, Request request) {
        return send(writes, operation, request, true);
    }

    private Answer send(OkHttpClient client, String operation, Request request, boolean changes) {
        Departure departure = new Departure();
        Request tagged =
                request.newBuilder()
                        .tag(CallMeter.Operation.class, new CallMeter.Operation(operation))
                        .tag(Departure.class, departure)
                        .build();
        try (Response response = execute(client.newCall(tagged))) {
            return new Answer(response.code(), response.headers(), response.body().bytes());
        } catch (BodyCap.TooLong e) {
            throw new ApiException.Refused(
                    "%s %s gave an answer that is too long to read (%s); ask for less at once."
                            .formatted(vendor, operation, e.getMessage()),
                    "ANSWER_TOO_LONG",
                    "",
                    "");
        } catch (IOException e) {
            throw noAnswer(operation, request, changes && departure.gone(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw noAnswer(operation, request, changes && departure.gone(), e);
        }
    }

    /// OkHttp is Kotlin, where nothing is declared: while it makes a connection it lets an
    /// `InterruptedException` through.
    private static Response execute(Call call) throws IOException, InterruptedException {
        return call.execute();
    }

    private ApiException.Transient noAnswer(
            String operation, Request request, boolean mayHaveBeenDone, Exception e) {
        String what = Thread.currentThread().isInterrupted() ? "was interrupted" : "got no answer";
        String doubt = mayHaveBeenDone ? "; it may have been done all the same" : "";
        return new ApiException.Transient(
                "%s %s %s from %s (%s)%s; it is tried again later."
                        .formatted(vendor, operation, what, request.url().host(), reason(e), doubt),
                0,
                null,
                mayHaveBeenDone,
                e);
    }

    private static String reason(Exception e) {
        String message = e.getMessage();
        return message == null ? e.getClass().getSimpleName() : message;
    }

    @Override
    public void close() {
        reads.dispatcher().cancelAll();
        reads.connectionPool().evictAll();
    }
}
