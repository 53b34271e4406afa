package io.storeledger.common.vault;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KmsClient;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// A key management system in memory, found as a real one is: it registers itself.
public final class FakeKms implements KmsClient {
    private static final Map<String, Aead> KEYS = new ConcurrentHashMap<>();

    @Override
    public boolean doesSupport(String uri) {
        return uri.startsWith("fake-kms://");
    }

    @Override
    public KmsClient withCredentials(String path) {
        return this;
    }

    @Override
    public KmsClient withDefaultCredentials() {
        return this;
    }

    @Override
    public Aead getAead(String uri) {
        return uri.endsWith("/down")
                ? new Down()
                : KEYS.computeIfAbsent(uri, _ -> RawKeys.of(uri, RawKeys.generate()).aead());
    }

    /// Fails as a client does that has no connection: in a way of its own.
    private static final class Down implements Aead {
        @Override
        public byte[] encrypt(byte[] plaintext, byte[] associatedData) {
            throw new IllegalStateException("no route to host");
        }

        @Override
        public byte[] decrypt(byte[] ciphertext, byte[] associatedData) {
            throw new IllegalStateException("no route to host");
        }
    }
}
