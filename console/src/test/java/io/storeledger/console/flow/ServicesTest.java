package io.storeledger.console.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServicesTest {
    @Test
    void asksEveryInstanceThatANameStandsFor() throws Exception {
        HttpServer first = page("127.0.0.1", 0, "first");
        int port = first.getAddress().getPort();
        HttpServer second = page("127.0.0.2", port, "second");
        Services.Names names =
                name -> {
                    if (!name.equals("writer")) {
                        throw new UnknownHostException(name);
                    }
                    return new InetAddress[] {
                        InetAddress.ofLiteral("127.0.0.1"),
                        InetAddress.ofLiteral("127.0.0.2"),
                        // the first one's address of the other family
                        InetAddress.ofLiteral("::1")
                    };
                };
        List<URI> addresses =
                List.of(URI.create("http://gone:1"), URI.create("http://writer:" + port));

        try (var services = new Services(addresses, names)) {
            assertThat(services.pages()).containsExactly("first", "second");
        } finally {
            first.stop(0);
            second.stop(0);
        }
    }

    private static HttpServer page(String host, int port, String text) throws IOException {
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral(host), port), 0);
        server.createContext(
                "/metrics",
                exchange -> {
                    byte[] body = text.getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(200, body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        server.start();
        return server;
    }
}
