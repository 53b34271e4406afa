package io.storeledger.common.vault;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The credentials as they were at one moment, with what opens them.
public final class OpenVault {
    private static final byte[] KEYSET_DATA =
            "storeledger credentials, data key".getBytes(StandardCharsets.UTF_8);

    private final String name;
    private final String dataKey;
    private final Aead aead;
    private final Map<CredentialId, Sealed.Entry> entries;

    private OpenVault(
            String name, String dataKey, Aead aead, Map<CredentialId, Sealed.Entry> entries) {
        this.name = name;
        this.dataKey = dataKey;
        this.aead = aead;
        this.entries = entries;
    }

    /// An empty one with a new data key.
    static OpenVault create(String name, Aead master) {
        try {
            AeadConfig.register();
            KeysetHandle key =
                    KeysetHandle.generateNew(
                            PredefinedAeadParameters.AES256_GCM, RegistryConfiguration.get());
            byte[] sealed =
                    TinkProtoKeysetFormat.serializeEncryptedKeyset(
                            key, master, KEYSET_DATA, RegistryConfiguration.get());
            return new OpenVault(
                    name,
                    Base64.getEncoder().encodeToString(sealed),
                    key.getPrimitive(RegistryConfiguration.get(), Aead.class),
                    new LinkedHashMap<>());
        } catch (GeneralSecurityException e) {
            throw new VaultException(
                    "The master key can't be used to seal %s (%s).".formatted(name, e.getMessage()),
                    e);
        }
    }

    static OpenVault open(String name, Sealed content, MasterKey master) {
        Aead key = master.aead();
        try {
            AeadConfig.register();
            KeysetHandle handle =
                    TinkProtoKeysetFormat.parseEncryptedKeyset(
                            Base64.getDecoder().decode(content.dataKey()),
                            key,
                            KEYSET_DATA,
                            RegistryConfiguration.get());
            Map<CredentialId, Sealed.Entry> entries = new LinkedHashMap<>();
            content.secrets().forEach(entry -> entries.put(entry.id(), entry));
            return new OpenVault(
                    name,
                    content.dataKey(),
                    handle.getPrimitive(RegistryConfiguration.get(), Aead.class),
                    entries);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new VaultException(
                    "%s can't be opened with the master key of %s: that is another key, or the file was damaged (%s)."
                            .formatted(name, master.written(), e.getMessage()),
                    e);
        }
    }

    /// The secret of this id, if there is one.
    ///
    /// @throws VaultException if it was damaged, or put there from another place
    public Optional<String> find(CredentialId id) {
        return Optional.ofNullable(entries.get(id)).map(this::unseal);
    }

    /// Sets a secret.
    public void set(CredentialId id, String value, Instant now) {
        try {
            byte[] sealed =
                    aead.encrypt(
                            value.getBytes(StandardCharsets.UTF_8),
                            id.associatedData(now.toString()));
            entries.put(
                    id,
                    new Sealed.Entry(
                            id.connection(),
                            id.name(),
                            now,
                            Base64.getEncoder().encodeToString(sealed)));
        } catch (GeneralSecurityException e) {
            throw new VaultException("%s can't be sealed in %s.".formatted(id, name), e);
        }
    }

    /// Removes a secret.
    ///
    /// @return whether there was one
    public boolean remove(CredentialId id) {
        return entries.remove(id) != null;
    }

    /// The same secrets under a new data key and another master key.
    OpenVault resealed(Aead master) {
        OpenVault next = create(name, master);
        entries.forEach((id, entry) -> next.set(id, unseal(entry), entry.setAt()));
        return next;
    }

    Sealed sealed() {
        return new Sealed(Sealed.FORMAT, dataKey, List.copyOf(entries.values()));
    }

    private String unseal(Sealed.Entry entry) {
        try {
            byte[] sealed = Base64.getDecoder().decode(entry.value());
            return new String(aead.decrypt(sealed, entry.associatedData()), StandardCharsets.UTF_8);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new VaultException(
                    "The credential %s in %s was damaged, or put there from another place; set it again."
                            .formatted(entry.id(), name),
                    e);
        }
    }
}
