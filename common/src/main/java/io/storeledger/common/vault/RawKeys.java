package io.storeledger.common.vault;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.AesGcmKey;
import com.google.crypto.tink.aead.AesGcmParameters;
import com.google.crypto.tink.util.SecretBytes;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/// Master keys as text: each is 32 random bytes in base64. The first seals, all of them open, so
/// that a key can be changed while others still use the one before.
final class RawKeys {
    private static final int BYTES = 32;

    private final List<byte[]> keys;

    private RawKeys(List<byte[]> keys) {
        this.keys = keys;
    }

    /// @param source names where the text is from
    static RawKeys of(String source, String text) {
        List<byte[]> keys = new ArrayList<>();
        for (String written : text.strip().split("[\\s,]+", -1)) {
            byte[] key;
            try {
                key = Base64.getDecoder().decode(written);
            } catch (IllegalArgumentException e) {
                throw unfit(source);
            }
            if (key.length != BYTES) {
                throw unfit(source);
            }
            keys.add(key);
        }
        return new RawKeys(keys);
    }

    /// A new one.
    static String generate() {
        byte[] key = new byte[BYTES];
        new SecureRandom().nextBytes(key);
        return Base64.getEncoder().encodeToString(key);
    }

    // the key comes from outside of Tink
    @AccessesPartialKey
    Aead aead() {
        try {
            AeadConfig.register();
            AesGcmParameters parameters =
                    AesGcmParameters.builder()
                            .setKeySizeBytes(BYTES)
                            .setIvSizeBytes(12)
                            .setTagSizeBytes(16)
                            .setVariant(AesGcmParameters.Variant.NO_PREFIX)
                            .build();
            KeysetHandle.Builder keyset = KeysetHandle.newBuilder();
            for (int i = 0; i < keys.size(); i++) {
                AesGcmKey key =
                        AesGcmKey.builder()
                                .setParameters(parameters)
                                .setKeyBytes(
                                        SecretBytes.copyFrom(
                                                keys.get(i), InsecureSecretKeyAccess.get()))
                                .build();
                KeysetHandle.Builder.Entry entry = KeysetHandle.importKey(key).withFixedId(i + 1);
                keyset.addEntry(i == 0 ? entry.makePrimary() : entry);
            }
            return keyset.build().getPrimitive(RegistryConfiguration.get(), Aead.class);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Tink knows AES256-GCM", e);
        }
    }

    private static VaultException unfit(String source) {
        return new VaultException(
                "%s holds no master key; it should be 32 random bytes in base64, as openssl rand -base64 32 makes them."
                        .formatted(source));
    }
}
