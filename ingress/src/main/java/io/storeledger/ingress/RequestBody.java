package io.storeledger.ingress;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Reads a body once and never more of it than is allowed.
final class RequestBody {
    private static final int DISCARD_BYTES = 16 * 1024 * 1024;
    private static final long DISCARD_NANOS = TimeUnit.SECONDS.toNanos(2);

    private RequestBody() {}

    /// The whole body, null if it is longer than allowed.
    static byte @Nullable [] read(Context request, int most) throws IOException {
        int length = request.contentLength();
        if (length > most) {
            return null;
        }
        byte[] body = request.bodyInputStream().readNBytes(length >= 0 ? length : most + 1);
        return body.length > most ? null : body;
    }

    /// Reads on for a while after the answer was sent. A sender that is still writing when its
    /// connection is closed loses the answer to the reset.
    static void discard(Context request) throws IOException {
        long start = System.nanoTime();
        byte[] sink = new byte[16 * 1024];
        InputStream body = request.bodyInputStream();
        int left = DISCARD_BYTES;
        while (left > 0 && System.nanoTime() - start < DISCARD_NANOS) {
            int count = body.read(sink);
            if (count < 0) {
                return;
            }
            left -= count;
        }
    }
}
