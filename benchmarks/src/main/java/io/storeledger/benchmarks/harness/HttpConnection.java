package io.storeledger.benchmarks.harness;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Locale;

/// A kept connection that sends ready-made requests; it does as little as can be, so that it takes
/// little from the server it shares the machine with.
final class HttpConnection implements AutoCloseable {
    private static final int LONGEST_ANSWER = 16 * 1024;
    private static final int STATUS_AT = 9;

    private final Socket socket;
    private final OutputStream out;
    private final InputStream in;
    private final byte[] buffer = new byte[LONGEST_ANSWER];

    HttpConnection(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        out = socket.getOutputStream();
        in = socket.getInputStream();
    }

    /// Sends a request and gives the answer's status.
    int exchange(byte[] request) throws IOException {
        out.write(request);
        int filled = 0;
        int headEnd = -1;
        while (headEnd < 0) {
            filled += more(filled);
            headEnd = headEnd(filled);
        }
        String head = new String(buffer, 0, headEnd, ISO_8859_1);
        int whole = headEnd + contentLength(head);
        while (filled < whole) {
            filled += more(filled);
        }
        return Integer.parseInt(head, STATUS_AT, STATUS_AT + 3, 10);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private int more(int filled) throws IOException {
        int count = in.read(buffer, filled, buffer.length - filled);
        if (count <= 0) {
            throw new EOFException("the server closed the connection within an answer");
        }
        return count;
    }

    /// Where the head has ended, -1 if it has not.
    private int headEnd(int filled) {
        for (int i = 3; i < filled; i++) {
            if (buffer[i] == '\n' && buffer[i - 2] == '\n') {
                return i + 1;
            }
        }
        return -1;
    }

    private static int contentLength(String head) throws IOException {
        String lower = head.toLowerCase(Locale.ROOT);
        if (lower.contains("\r\ntransfer-encoding:")) {
            throw new IOException("an answer came in chunks, which this client does not read");
        }
        int at = lower.indexOf("\r\ncontent-length:");
        if (at < 0) {
            return 0;
        }
        int from = at + "\r\ncontent-length:".length();
        return Integer.parseInt(lower.substring(from, lower.indexOf('\r', from)).strip());
    }
}
