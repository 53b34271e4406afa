package io.storeledger.clients.http;

import java.io.IOException;
import okhttp3.Interceptor;
import okhttp3.Response;

/// Says who calls; both vendors ask for it, and their support finds calls by it.
final class UserAgent implements Interceptor {
    @Override
    public Response intercept(Chain chain) throws IOException {
        return chain.proceed(
                chain.request().newBuilder().header("User-Agent", "Storeledger").build());
    }
}
