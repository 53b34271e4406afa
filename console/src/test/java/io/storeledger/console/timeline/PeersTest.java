package io.storeledger.console.timeline;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.storeledger.common.config.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.streams.state.HostInfo;
import org.junit.jupiter.api.Test;

class PeersTest {
    @Test
    void asksNobodyWithoutASecret() {
        try (var peers = new Peers(Optional.empty())) {
            assertThatThrownBy(() -> ask(peers, new HostInfo("console-2", 8090)))
                    .isInstanceOf(Away.class)
                    .hasMessage(
                            "Another console (console-2:8090) holds this; set console.peerSecret to"
                                    + " the same text on all of them, so that they can ask each"
                                    + " other.");
        }
    }

    @Test
    void saysWhichOneCanNotBeReached() throws IOException {
        int closed;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = socket.getLocalPort();
        }
        try (var peers = new Peers(Optional.of(Secret.of("ours")))) {
            assertThatThrownBy(() -> ask(peers, new HostInfo("127.0.0.1", closed)))
                    .isInstanceOf(Away.class)
                    .hasMessageContaining("127.0.0.1:%d holds this and can't be reached", closed);
        }
    }

    private static void ask(Peers peers, HostInfo host) {
        var _ = peers.ask(host, PeerRoutes.TIMELINE, Map.of("key", "a b"), Kept.class);
    }
}
