package io.storeledger.sandbox.fault;

import java.util.Map;

/// Ready-made sets of faults.
public enum FaultPreset {
    /// Nothing goes wrong.
    NONE,
    /// What a bad week looks like: a few of each hundred calls.
    SOME,
    /// What nobody wants to see: every tenth call and more.
    MANY;

    Map<Fault, Double> probabilities() {
        return switch (this) {
            case NONE -> Map.of();
            case SOME -> common(0.01);
            case MANY -> common(0.06);
        };
    }

    private static Map<Fault, Double> common(double p) {
        return Map.ofEntries(
                Map.entry(Fault.BIGCOMMERCE_429, p),
                Map.entry(Fault.BIGCOMMERCE_500, p),
                Map.entry(Fault.BIGCOMMERCE_503, p),
                Map.entry(Fault.BIGCOMMERCE_HTML, p / 4),
                Map.entry(Fault.BIGCOMMERCE_SLOW, p),
                Map.entry(Fault.BIGCOMMERCE_STALE_READ, p),
                Map.entry(Fault.BIGCOMMERCE_PARTIAL, p * 2),
                Map.entry(Fault.WEBHOOK_DUPLICATE, p * 3),
                Map.entry(Fault.WEBHOOK_REORDER, p * 3),
                Map.entry(Fault.WEBHOOK_ANSWER_LOST, p),
                Map.entry(Fault.WEBHOOK_LOST, p / 2),
                Map.entry(Fault.NETSUITE_429, p),
                Map.entry(Fault.NETSUITE_CONCURRENCY_400, 0.2),
                Map.entry(Fault.NETSUITE_LOST_ANSWER, p),
                Map.entry(Fault.NETSUITE_CUT, p / 2),
                Map.entry(Fault.NETSUITE_500, p),
                Map.entry(Fault.NETSUITE_500_AFTER_WRITE, p / 2),
                Map.entry(Fault.NETSUITE_503, p / 2),
                Map.entry(Fault.NETSUITE_SLOW, p),
                Map.entry(Fault.NETSUITE_TOKEN_REVOKED, p / 20));
    }
}
