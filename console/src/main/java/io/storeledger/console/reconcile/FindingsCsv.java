package io.storeledger.console.reconcile;

import io.storeledger.common.event.Finding;
import io.storeledger.common.event.Finding.What;
import io.storeledger.common.event.Money;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A reconciliation for a spreadsheet, as RFC 4180 says: a line a finding, and at the end a line
/// with the totals of each currency.
///
/// It begins with a byte order mark, without which Excel takes UTF-8 for something else. What a
/// spreadsheet would take for a formula gets an apostrophe before it: sentences quote the vendors.
public final class FindingsCsv {
    private static final String BYTE_ORDER_MARK = "\uFEFF";
    private static final String LINE_END = "\r\n";
    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?");
    private static final Pattern FORMULA = Pattern.compile("(?s)[=+\\-@\\t\\r\\n].*");
    private static final List<String> HEADER =
            List.of(
                    "Finding",
                    "Connection",
                    "Record",
                    "Order",
                    "Refund",
                    "Placed at (UTC)",
                    "Currency",
                    "Store total",
                    "NetSuite total",
                    "Difference",
                    "NetSuite id",
                    "What is wrong");

    private FindingsCsv() {}

    /// The text of the file.
    ///
    /// @param all the reconciliations that it tells, one connection's or several
    public static String of(List<Reconciled> all) {
        List<Finding> findings =
                all.stream().flatMap(reconciled -> reconciled.findings().stream()).toList();
        List<List<String>> lines = new ArrayList<>();
        lines.add(HEADER);
        findings.forEach(finding -> lines.add(line(finding)));
        lines.addAll(totals(findings));
        return lines.stream()
                .map(line -> line.stream().map(FindingsCsv::field).collect(Collectors.joining(",")))
                .collect(Collectors.joining(LINE_END, BYTE_ORDER_MARK, LINE_END));
    }

    private static List<String> line(Finding finding) {
        return List.of(
                word(finding.kind()),
                finding.connection(),
                word(finding.what()),
                finding.orderId() == 0 ? "" : Long.toString(finding.orderId()),
                finding.what() == What.REFUND ? Long.toString(finding.id()) : "",
                finding.placedAt() == null ? "" : finding.placedAt().toString(),
                finding.currency(),
                money(finding.storeTotal(), finding.currency()),
                money(finding.netSuiteTotal(), finding.currency()),
                isComparable(finding) ? money(difference(finding), finding.currency()) : "",
                Objects.requireNonNullElse(finding.internalId(), ""),
                finding.sentence());
    }

    private static List<List<String>> totals(List<Finding> findings) {
        Map<String, List<Finding>> byCurrency =
                findings.stream()
                        .filter(FindingsCsv::isComparable)
                        .collect(
                                Collectors.groupingBy(
                                        Finding::currency, TreeMap::new, Collectors.toList()));
        List<List<String>> lines = new ArrayList<>();
        byCurrency.forEach((currency, some) -> {
            BigDecimal store = signedSum(some, Finding::storeTotal);
            BigDecimal netSuite = signedSum(some, Finding::netSuiteTotal);
            lines.add(
                    List.of(
                            "total",
                            "",
                            "",
                            "",
                            "",
                            "",
                            currency,
                            money(store, currency),
                            money(netSuite, currency),
                            money(netSuite.subtract(store), currency),
                            "",
                            "%d finding%s in %s; refunds are subtracted"
                                    .formatted(
                                            some.size(), some.size() == 1 ? "" : "s", currency)));
        });
        return lines;
    }

    private static BigDecimal signedSum(
            List<Finding> findings, Function<Finding, @Nullable BigDecimal> amount) {
        BigDecimal sum = BigDecimal.ZERO;
        for (Finding finding : findings) {
            BigDecimal one = amount.apply(finding);
            if (one != null) {
                sum = finding.what() == What.REFUND ? sum.subtract(one) : sum.add(one);
            }
        }
        return sum;
    }

    /// Whether both totals are of one currency, or one of them is missing altogether.
    private static boolean isComparable(Finding finding) {
        return switch (finding.kind()) {
            case TOTAL_DIFFERS, WAITING ->
                    finding.internalId() == null || finding.netSuiteTotal() != null;
            case MISSING, REJECTED, GONE_FROM_NETSUITE, NOT_IN_STORE -> true;
        };
    }

    /// What NetSuite has more than the store; what one of them has not counts as nothing there.
    private static BigDecimal difference(Finding finding) {
        return Objects.requireNonNullElse(finding.netSuiteTotal(), BigDecimal.ZERO)
                .subtract(Objects.requireNonNullElse(finding.storeTotal(), BigDecimal.ZERO));
    }

    private static String money(@Nullable BigDecimal amount, String currency) {
        return amount == null ? "" : Money.digits(amount, currency);
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String field(String text) {
        String safe =
                FORMULA.matcher(text).matches() && !NUMBER.matcher(text).matches()
                        ? "'" + text
                        : text;
        return safe.contains(",")
                        || safe.contains("\"")
                        || safe.contains("\n")
                        || safe.contains("\r")
                ? "\"" + safe.replace("\"", "\"\"") + "\""
                : safe;
    }
}
