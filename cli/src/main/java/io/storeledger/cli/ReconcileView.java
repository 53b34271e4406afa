package io.storeledger.cli;

import io.storeledger.common.event.Finding;
import io.storeledger.common.event.Finding.Kind;
import io.storeledger.common.event.Reconciliation;
import io.storeledger.console.reconcile.Reconciled;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A reconciliation on a terminal.
final class ReconcileView {
    private ReconcileView() {}

    /// What it came to, then what is wrong, by kind.
    ///
    /// @param repairing whether it was to repair
    static List<String> lines(Reconciled reconciled, boolean repairing) {
        Reconciliation figures = reconciled.reconciliation();
        List<String> lines = new ArrayList<>();
        lines.add(
                "%s, %s to %s: %s and %s; %,d agree, %,d are not imported."
                        .formatted(
                                figures.connection(),
                                figures.from(),
                                figures.to(),
                                several(count(figures, "orders"), "order"),
                                several(count(figures, "refunds"), "refund"),
                                count(figures, "agree"),
                                count(figures, "notImported")));
        Map<Kind, List<Finding>> byKind = new TreeMap<>();
        for (Finding finding : reconciled.findings()) {
            byKind.computeIfAbsent(finding.kind(), _ -> new ArrayList<>()).add(finding);
        }
        byKind.forEach((kind, findings) -> {
            lines.add("");
            lines.add("%s: %,d".formatted(title(kind), findings.size()));
            findings.forEach(finding -> lines.add("  " + finding.sentence()));
        });
        lines.add("");
        lines.add(verdict(reconciled, byKind, repairing));
        return lines;
    }

    private static String verdict(
            Reconciled reconciled, Map<Kind, List<Finding>> byKind, boolean repairing) {
        if (reconciled.findings().isEmpty()) {
            return "Nothing is missing, and every total is the same on both sides.";
        }
        if (reconciled.agrees()) {
            return "Nothing is missing but what is on its way.";
        }
        int repairable =
                byKind.getOrDefault(Kind.MISSING, List.of()).size()
                        + byKind.getOrDefault(Kind.GONE_FROM_NETSUITE, List.of()).size();
        String rejected =
                byKind.containsKey(Kind.REJECTED)
                        ? " What was rejected is in the dead letters: mend the cause, then redrive"
                                + " it."
                        : "";
        if (repairing) {
            return "%,d sent on their way again; the running Storeledger fetches and writes them."
                            .formatted(reconciled.reconciliation().repaired())
                    + rejected;
        }
        return (repairable > 0
                        ? "%,d can be brought with --repair.".formatted(repairable)
                        : "Nothing of it can be brought with --repair.")
                + rejected;
    }

    private static String title(Kind kind) {
        return switch (kind) {
            case MISSING -> "Missing in NetSuite";
            case REJECTED -> "Rejected";
            case WAITING -> "On their way";
            case TOTAL_DIFFERS -> "Totals differ";
            case GONE_FROM_NETSUITE -> "Deleted in NetSuite";
            case NOT_IN_STORE -> "In NetSuite, but not in the store";
        };
    }

    private static String several(long count, String what) {
        return "%,d %s%s".formatted(count, what, count == 1 ? "" : "s");
    }

    private static long count(Reconciliation figures, String name) {
        return figures.counts().getOrDefault(name, 0L);
    }
}
