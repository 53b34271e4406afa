package io.storeledger.enricher.sweep;

/// Where events come from that no webhook told, as their `ce_source` says it.
final class SweepSource {
    /// The end of what the scheduled sweeps find.
    static final String SWEEPS = "/sweeps";

    private SweepSource() {}

    /// The scheduled sweeps of a store.
    static String sweeps(String store) {
        return "/bigcommerce/stores/%s%s".formatted(store, SWEEPS);
    }

    /// A backfill of a store.
    static String backfill(String store, String id) {
        return "/bigcommerce/stores/%s/backfills/%s".formatted(store, id);
    }
}
