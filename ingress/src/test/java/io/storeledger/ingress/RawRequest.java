package io.storeledger.ingress;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Map;

/// A delivery whose body comes in two parts, as slowly as the test likes.
final class RawRequest implements AutoCloseable {
    private final Socket socket;
    private final byte[] body;

    /// Sends all but the body's last byte.
    RawRequest(int port, String connection, Map<String, String> headers, byte[] body)
            throws IOException {
        this.body = body.clone();
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        var head =
                new StringBuilder("POST /webhooks/" + connection + " HTTP/1.1\r\nHost: test\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        head.append("Content-Length: ").append(body.length).append("\r\n\r\n");
        socket.getOutputStream().write(head.toString().getBytes(ISO_8859_1));
        socket.getOutputStream().write(body, 0, body.length - 1);
        socket.getOutputStream().flush();
    }

    /// Sends the last byte and returns the answer's first line.
    String finish() throws IOException {
        socket.getOutputStream().write(body[body.length - 1]);
        socket.getOutputStream().flush();
        socket.setSoTimeout(10_000);
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1))
                .readLine();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
