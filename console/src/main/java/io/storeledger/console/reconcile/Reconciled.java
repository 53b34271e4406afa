package io.storeledger.console.reconcile;

import io.storeledger.common.event.Finding;
import io.storeledger.common.event.Reconciliation;
import java.util.List;

/// A reconciliation with what it found.
public record Reconciled(Reconciliation reconciliation, List<Finding> findings) {
    public Reconciled {
        findings = List.copyOf(findings);
    }

    /// Whether nothing is wrong; what is on its way is not.
    public boolean agrees() {
        return findings.stream().allMatch(finding -> finding.kind() == Finding.Kind.WAITING);
    }
}
