package io.storeledger.sandbox.netsuite.record;

import io.storeledger.sandbox.json.PackedTree;
import java.time.Instant;

/// A record as the account keeps it.
public record StoredRecord(
        long id, String externalId, Instant created, Instant modified, PackedTree packed) {}
