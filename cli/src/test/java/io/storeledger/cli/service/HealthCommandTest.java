package io.storeledger.cli.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.storeledger.cli.Cli;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HealthCommandTest {
    private final Cli cli = new Cli();
    private HttpServer admin;

    @BeforeEach
    void start() throws IOException {
        admin = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        admin.start();
    }

    @AfterEach
    void stop() {
        admin.stop(0);
    }

    @Test
    void isContentWithWhatIsReady() {
        answers(200, "{\"writer\":\"ready\"}");

        assertThat(health()).isZero();
        assertThat(cli.out()).isEqualTo("writer: ready\n");
    }

    @Test
    void saysWhatIsWaitedFor() {
        answers(503, "{\"writer\":\"waits for its partitions\",\"console\":\"ready\"}");

        assertThat(health()).isEqualTo(1);
        assertThat(cli.out()).isEqualTo("writer: waits for its partitions\nconsole: ready\n");
    }

    @Test
    void saysWhatItGotInsteadOfJson() {
        answers(502, "<h1>Bad gateway</h1>");

        assertThat(health()).isEqualTo(1);
        assertThat(cli.out()).contains("Bad gateway");
    }

    @Test
    void saysThatNothingAnswers() {
        String url = url();
        admin.stop(0);

        assertThat(cli.run("health", "--admin", url)).isEqualTo(1);
        assertThat(cli.out()).contains("Nothing answers at " + url);
    }

    private int health() {
        return cli.run("health", "--admin", url());
    }

    private String url() {
        return "http://127.0.0.1:" + admin.getAddress().getPort();
    }

    private void answers(int status, String body) {
        admin.createContext(
                "/health/ready",
                exchange -> {
                    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(status, bytes.length);
                    exchange.getResponseBody().write(bytes);
                    exchange.close();
                });
    }
}
