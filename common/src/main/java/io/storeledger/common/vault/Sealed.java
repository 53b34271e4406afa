package io.storeledger.common.vault;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/// The credentials file as it is written: nothing in it can be read without the master key but what
/// there is, for which connection, and since when.
///
/// @param format of this file
/// @param dataKey Tink's keyset, sealed by the master key, in base64
/// @param secrets each sealed by the data key
record Sealed(int format, String dataKey, List<Entry> secrets) {
    static final int FORMAT = 1;

    /// @param value sealed together with all the rest of the entry, in base64
    record Entry(String connection, String name, Instant setAt, String value) {
        Entry {
            Objects.requireNonNull(connection, "connection");
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(setAt, "setAt");
            Objects.requireNonNull(value, "value");
        }

        CredentialId id() {
            return new CredentialId(connection, name);
        }

        byte[] associatedData() {
            return id().associatedData(setAt.toString());
        }
    }

    Sealed {
        Objects.requireNonNull(dataKey, "dataKey");
        secrets = List.copyOf(secrets);
    }
}
