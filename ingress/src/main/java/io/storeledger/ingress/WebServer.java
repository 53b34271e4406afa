package io.storeledger.ingress;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.http.Handler;
import io.javalin.util.JavalinBindException;
import io.storeledger.common.service.PortInUseException;
import io.storeledger.ingress.hooks.HooksConfig;
import java.util.concurrent.Executors;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.ThreadPool;

/// The HTTP server: one route for deliveries and one for what tells of failed ones, nothing that
/// these do not need.
final class WebServer implements AutoCloseable {
    private static final long STOP_MS = 5000;
    private static final long IDLE_MS = 20_000;

    /// Acceptors and selectors need a handful; requests need none.
    private static final int PLATFORM_THREADS = 32;

    private final Javalin javalin;
    private final int port;

    /// Starts it.
    ///
    /// @throws PortInUseException if the port is taken
    WebServer(String host, int port, Handler webhooks) {
        javalin =
                Javalin.create(config -> {
                    config.startup.showJavalinBanner = false;
                    config.startup.showOldJavalinVersionWarning = false;
                    config.startup.startupWatcherEnabled = false;
                    config.concurrency.useVirtualThreads = true;
                    config.jetty.threadPool = threads();
                    config.http.compressionStrategy = CompressionStrategy.NONE;
                    config.http.prefer405over404 = true;
                    config.jetty.host = host;
                    config.jetty.port = port;
                    config.jetty.modifyServer(server -> {
                        // Waits for requests to end; takes the place of one that also measures.
                        server.setHandler(new GracefulHandler());
                        server.setStopTimeout(STOP_MS);
                    });
                    config.jetty.modifyHttpConfiguration(http -> http.setIdleTimeout(IDLE_MS));
                    String path = "/webhooks/{" + WebhookHandler.CONNECTION + "}";
                    config.routes.post(path, webhooks);
                    config.routes.post(path + HooksConfig.EXCEPTIONS, webhooks);
                });
        try {
            javalin.start();
            this.port = javalin.port();
        } catch (JavalinBindException e) {
            throw new PortInUseException("ingress.port", port, e);
        }
    }

    /// Requests run on virtual threads; what waits for sockets stays on platform threads, where it
    /// can't hold a carrier.
    private static ThreadPool threads() {
        var pool = new QueuedThreadPool(PLATFORM_THREADS);
        pool.setName("ingress");
        pool.setVirtualThreadsExecutor(
                Executors.newThreadPerTaskExecutor(
                        Thread.ofVirtual().name("webhook-", 0).factory()));
        return pool;
    }

    int port() {
        return port;
    }

    /// Stops accepting, waits for the requests that run, and lets go of the port.
    @Override
    public void close() {
        javalin.stop();
    }
}
