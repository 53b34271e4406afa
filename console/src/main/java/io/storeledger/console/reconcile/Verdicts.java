package io.storeledger.console.reconcile;

import io.storeledger.common.event.Finding;
import io.storeledger.common.event.Finding.Kind;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// What came of a comparison.
///
/// @param findings all that is wrong, by order and refund
/// @param orders how many orders were looked at
/// @param refunds how many refunds
/// @param agree how many of these agree
/// @param notImported how many of these don't belong in NetSuite
record Verdicts(List<Finding> findings, long orders, long refunds, long agree, long notImported) {
    Verdicts {
        findings = List.copyOf(findings);
    }

    /// By their names in the events.
    Map<String, Long> counts() {
        Map<String, Long> counts = new TreeMap<>();
        counts.put("orders", orders);
        counts.put("refunds", refunds);
        counts.put("agree", agree);
        counts.put("notImported", notImported);
        for (Kind kind : Kind.values()) {
            counts.put(
                    name(kind),
                    findings.stream().filter(finding -> finding.kind() == kind).count());
        }
        return counts;
    }

    /// A kind's name in the events, such as `totalDiffers`.
    static String name(Kind kind) {
        StringBuilder name = new StringBuilder();
        for (String word : kind.name().toLowerCase(Locale.ROOT).split("_", -1)) {
            name.append(
                    name.isEmpty()
                            ? word
                            : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
        }
        // the vendor writes itself so
        return name.toString().replace("Netsuite", "NetSuite");
    }
}
