package io.storeledger.clients.bigcommerce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.storeledger.clients.http.ApiException;
import io.storeledger.common.config.Sections;
import io.storeledger.common.config.SettingsFile;
import io.storeledger.common.vault.CredentialId;
import io.storeledger.common.vault.MasterKey;
import io.storeledger.common.vault.Vault;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.junit5.StartStop;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An access token is replaced while calls are under way, without a restart.
class TokenRotationTest {
    @TempDir Path folder;
    @StartStop private final MockWebServer server = new MockWebServer();
    private final AtomicReference<String> accepted = new AtomicReference<>("first");
    private final AtomicInteger refused = new AtomicInteger();

    @Test
    void noCallFailsWhileTheTokenIsReplaced() throws Exception {
        store("first");
        AtomicInteger done = new AtomicInteger();
        AtomicBoolean enough = new AtomicBoolean();
        List<Future<?>> callers = new ArrayList<>();
        try (var client = client();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 8; i++) {
                callers.add(
                        threads.submit(() -> {
                            while (!enough.get()) {
                                client.time();
                                done.incrementAndGet();
                            }
                        }));
            }
            await().until(() -> done.get() > 50);
            store("second");
            accepted.set("second");
            int before = done.get();
            await().until(() -> done.get() > before + 50 || failed(callers));
            enough.set(true);
        }

        for (Future<?> caller : callers) {
            caller.get();
        }
        // none was told so: the token is read again at once, and the call is sent again
        assertThat(refused.get()).isLessThanOrEqualTo(8);
    }

    @Test
    void aTokenThatIsRefusedAndNotReplacedIsNotTriedAgain() {
        store("first");
        try (var client = client()) {
            accepted.set("second");

            assertThatThrownBy(client::time).isInstanceOf(ApiException.Unauthorized.class);

            assertThat(server.getRequestCount()).isEqualTo(1);
        }
    }

    private static boolean failed(List<Future<?>> callers) {
        return callers.stream().anyMatch(Future::isDone);
    }

    private BigCommerceClient client() {
        server.setDispatcher(
                new Dispatcher() {
                    @Override
                    public MockResponse dispatch(RecordedRequest request) {
                        if (!Objects.equals(
                                request.getHeaders().get("X-Auth-Token"), accepted.get())) {
                            refused.incrementAndGet();
                            return Store.json(401, "[]");
                        }
                        return Store.json(200, "{\"time\":1}");
                    }
                });
        SettingsFile file =
                SettingsFile.parse(
                        "test.yaml",
                        """
                        credentials: { file: %s, masterKey: "file:%s" }
                        connections: { main: { bigcommerce: { storeHash: a, apiUrl: "%s" } } }
                        """
                                .formatted(
                                        folder.resolve("credentials.json"),
                                        folder.resolve("credentials.key"),
                                        server.url("/")),
                        Map.of());
        var connection = Sections.connections(Sections.root(file)).get("main");
        var config = BigCommerceConfig.read(Sections.store(Objects.requireNonNull(connection)));
        file.check();
        return new BigCommerceClient(
                config, Clock.systemUTC(), new Random(1), new SimpleMeterRegistry());
    }

    private void store(String token) {
        new Vault(
                        folder.resolve("credentials.json"),
                        new MasterKey.InFile(folder.resolve("credentials.key")))
                .change(open ->
                        open.set(
                                new CredentialId("main", "bigcommerce.accessToken"),
                                token,
                                Instant.EPOCH));
    }
}
