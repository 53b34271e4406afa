package io.storeledger.common.event;

import org.jspecify.annotations.Nullable;

/// What NetSuite holds of a record, as far as we wrote it.
///
/// @param type NetSuite's record type, `salesOrder` or `customer`
/// @param externalId the external id, which is the record's key
/// @param internalId NetSuite's own id
/// @param version the version of the store's record that was written last
/// @param digest SHA-256 of the body that was written last, in hex; a word where no body is
///   compared
/// @param outcome where the outcome of that write lies in the log
/// @param forced the last record that was written by force; what came up to it under its key is old
///   news, whatever its version
/// @param refetched the last event whose force made us fetch and write it: that and those before it
///   force nothing any more
public record HeldRecord(
        String type,
        String externalId,
        String internalId,
        Version version,
        String digest,
        @Nullable Cause outcome,
        @Nullable Cause forced,
        @Nullable Cause refetched) {

    /// Nothing of it was written by force.
    public HeldRecord(
            String type,
            String externalId,
            String internalId,
            Version version,
            String digest,
            @Nullable Cause outcome) {
        this(type, externalId, internalId, version, digest, outcome, null, null);
    }
}
