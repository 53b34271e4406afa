package io.storeledger.benchmarks.harness;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What was measured, against what was to be reached.
public final class Table {
    private final String title;
    private final List<String> notes = new ArrayList<>();
    private final List<Row> rows = new ArrayList<>();

    private record Row(String what, String measured, String target, String reached) {}

    public Table(String title) {
        this.title = title;
    }

    /// A figure without a target.
    public Table figure(String what, String measured) {
        rows.add(new Row(what, measured, "", ""));
        return this;
    }

    /// A figure that must not exceed its target.
    public Table atMost(String what, double measured, double target, String unit) {
        return row(what, measured, "<= ", target, unit, measured <= target);
    }

    /// A figure that must not stay below its target.
    public Table atLeast(String what, double measured, double target, String unit) {
        return row(what, measured, ">= ", target, unit, measured >= target);
    }

    /// How it was measured, below the figures.
    public Table note(String sentence) {
        notes.add(sentence);
        return this;
    }

    @Override
    public String toString() {
        int what = width(rows.stream().map(Row::what).toList(), "");
        int measured = width(rows.stream().map(Row::measured).toList(), "measured");
        int target = width(rows.stream().map(Row::target).toList(), "target");
        String format = "%-" + what + "s  %" + measured + "s  %" + target + "s  %s";
        var text = new StringBuilder(title).append('\n');
        line(text, format, new Row("", "measured", "target", ""));
        rows.forEach(row -> line(text, format, row));
        notes.forEach(note -> text.append("- ").append(note).append('\n'));
        return text.toString();
    }

    /// A number as tables write it: fewer decimals the larger it is.
    public static String number(double value) {
        double size = Math.abs(value);
        String format = size >= 100 ? "%,.0f" : size >= 10 ? "%.1f" : "%.2f";
        return String.format(Locale.ROOT, format, value);
    }

    private Table row(
            String what,
            double measured,
            String sign,
            double target,
            String unit,
            boolean reached) {
        rows.add(
                new Row(
                        what,
                        number(measured) + unit,
                        sign + plain(target) + unit,
                        reached ? "reached" : "NOT REACHED"));
        return this;
    }

    private static String plain(double target) {
        return target == Math.rint(target) ? Long.toString((long) target) : Double.toString(target);
    }

    private static int width(List<String> cells, String head) {
        return Math.max(head.length(), cells.stream().mapToInt(String::length).max().orElse(1));
    }

    private static void line(StringBuilder text, String format, Row row) {
        text.append(
                        format.formatted(row.what(), row.measured(), row.target(), row.reached())
                                .stripTrailing())
                .append('\n');
    }
}
