package io.storeledger.writer.customer;

import io.storeledger.common.event.HeldRecord;
import io.storeledger.mapping.Digest;
import io.storeledger.mapping.Identity;
import io.storeledger.writer.held.HeldRecords;
import java.util.Optional;

/// Finds a customer by any of its names.
final class HeldNames {
    private HeldNames() {}

    /// What NetSuite holds of the customer, as far as we wrote it.
    static Optional<HeldRecord> find(HeldRecords held, Identity identity) {
        return identity.names().stream()
                .flatMap(name -> held.find(name).stream())
                .filter(record -> !record.digest().equals(Digest.NEVER_HAD))
                .findFirst();
    }
}
