package io.storeledger.sandbox.netsuite.record;

import io.storeledger.sandbox.json.PackedTree;
import java.time.Instant;

/// A record as the account keeps it.
///
/// @param createdFrom the id of the transaction that it was made from, 0 for none
public record StoredRecord(
        long id,
        String externalId,
        Instant created,
        Instant modified,
        long createdFrom,
        PackedTree packed) {}
