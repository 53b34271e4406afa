package io.storeledger.broker;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/// Finds a port for what has to know its port before it listens, and still has it after a restart.
public final class FreePort {
    /// Below these no system takes ports for outgoing connections (Linux does from 32768 on, others
    /// from 49152), which would hold one while nobody listens.
    private static final int FROM = 16384;

    private static final int TO = 32768;
    private static final int ATTEMPTS = 100;

    private FreePort() {}

    /// A port of the loopback address that nobody listens on.
    ///
    /// @throws BrokerException if a hundred are taken, or none may be listened on
    public static int find() {
        for (int i = 0; i < ATTEMPTS; i++) {
            int port = ThreadLocalRandom.current().nextInt(FROM, TO);
            try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (IOException e) {
                // taken: another one is looked for
            }
        }
        throw new BrokerException(
                "No free port was found between %d and %d on this machine.".formatted(FROM, TO),
                null);
    }
}
