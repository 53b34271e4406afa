package io.storeledger.clients.http;

import java.io.IOException;
import okhttp3.Interceptor;
import okhttp3.Response;

/// Whether a request has got as far as the wire: from then on the vendor may have acted on it.
final class Departure {
    private volatile boolean gone;

    boolean gone() {
        return gone;
    }

    /// Runs once there is a connection, right before the request is written to it.
    static final class Noted implements Interceptor {
        @Override
        public Response intercept(Chain chain) throws IOException {
            Departure departure = chain.request().tag(Departure.class);
            if (departure != null) {
                departure.gone = true;
            }
            return chain.proceed(chain.request());
        }
    }
}
