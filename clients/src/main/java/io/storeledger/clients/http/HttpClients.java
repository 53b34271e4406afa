package io.storeledger.clients.http;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;

/// Assembles the one HTTP stack.
final class HttpClients {
    /// A page of 1000 SuiteQL rows or 250 orders is a few MiB; more than this is a fault.
    static final int MAX_BODY_BYTES = 32 * 1024 * 1024;

    private static final long IDLE_CONNECTION_SECONDS = 55;

    private HttpClients() {}

    static OkHttpClient assemble(
            String vendor,
            Duration connectTimeout,
            Duration readTimeout,
            int connections,
            MeterRegistry meters) {
        return new OkHttpClient.Builder()
                .connectTimeout(connectTimeout)
                .readTimeout(readTimeout)
                .writeTimeout(readTimeout)
                // an answer that drips in byte by byte never trips the read timeout
                .callTimeout(connectTimeout.plus(readTimeout.multipliedBy(2)))
                // a redirect would carry the token to another host
                .followRedirects(false)
                .followSslRedirects(false)
                // a connection for each call that may be under way, none kept till it goes stale
                .connectionPool(
                        new ConnectionPool(connections, IDLE_CONNECTION_SECONDS, TimeUnit.SECONDS))
                .addInterceptor(new CallSpan(vendor))
                .addInterceptor(new CallMeter(vendor, meters))
                .addInterceptor(new UserAgent())
                .addInterceptor(new BodyCap(MAX_BODY_BYTES))
                // this must come last, beside the wire: it notes that a request is on its way
                .addNetworkInterceptor(new Departure.Noted())
                .build();
    }

    /// The same stack and connections for writes: OkHttp repeats a request whose connection broke,
    /// even when it was sent; for a read that mends a stale connection, for a write it may post
    /// twice.
    static OkHttpClient neverRepeating(OkHttpClient client) {
        return client.newBuilder().retryOnConnectionFailure(false).build();
    }
}
