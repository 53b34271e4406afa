package io.storeledger.common.schedule;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A cron expression of five fields: minute, hour, day of month, month, day of week (0 and 7 are
/// Sunday), each `*`, a number, a range, a list, or these with a step: `*/15`, `8-18/2`, `1,15`.
///
/// As ever with cron, where both days are restricted either of them will do. Names of months and
/// days, `L`, `W` and `#` are not understood.
public final class Cron {
    /// Every combination of date and weekday comes again within this.
    private static final int DAYS_AHEAD = 366 * 28;

    private final String text;
    private final BitSet minutes;
    private final BitSet hours;
    private final BitSet daysOfMonth;
    private final BitSet months;
    private final BitSet daysOfWeek;
    private final boolean eitherDay;

    private Cron(String text, List<String> fields) {
        this.text = text;
        this.minutes = field(fields.get(0), 0, 59);
        this.hours = field(fields.get(1), 0, 23);
        this.daysOfMonth = field(fields.get(2), 1, 31);
        this.months = field(fields.get(3), 1, 12);
        this.daysOfWeek = field(fields.get(4), 0, 7);
        if (daysOfWeek.get(7)) {
            daysOfWeek.set(0);
        }
        this.eitherDay = !fields.get(2).startsWith("*") && !fields.get(4).startsWith("*");
    }

    /// Reads an expression.
    ///
    /// @throws IllegalArgumentException that says what is wrong
    public static Cron parse(String text) {
        List<String> fields = List.of(text.strip().split("\\s+", -1));
        if (fields.size() != 5) {
            throw new IllegalArgumentException("has %d fields, not 5".formatted(fields.size()));
        }
        var cron = new Cron(text.strip(), fields);
        if (cron.firstDay(LocalDate.of(2000, 1, 1)) == null) {
            throw new IllegalArgumentException("names a day that never comes");
        }
        return cron;
    }

    /// The first time it names after this one, in the same zone; a time that a clock change leaves
    /// out comes when the clock has changed.
    ///
    /// @throws IllegalStateException never, for [#parse] has seen that there are days
    public ZonedDateTime next(ZonedDateTime after) {
        LocalDate from = after.toLocalDate();
        while (true) {
            LocalDate day = firstDay(from);
            if (day == null) {
                throw new IllegalStateException(text + " names no day after " + from);
            }
            for (int hour = hours.nextSetBit(0); hour >= 0; hour = hours.nextSetBit(hour + 1)) {
                for (int minute = minutes.nextSetBit(0);
                        minute >= 0;
                        minute = minutes.nextSetBit(minute + 1)) {
                    ZonedDateTime time =
                            ZonedDateTime.of(day, LocalTime.of(hour, minute), after.getZone());
                    if (time.isAfter(after)) {
                        return time;
                    }
                }
            }
            from = day.plusDays(1);
        }
    }

    @Override
    public String toString() {
        return text;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Cron cron && cron.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    private @Nullable LocalDate firstDay(LocalDate from) {
        for (int ahead = 0; ahead <= DAYS_AHEAD; ahead++) {
            LocalDate day = from.plusDays(ahead);
            if (names(day)) {
                return day;
            }
        }
        return null;
    }

    private boolean names(LocalDate day) {
        boolean ofMonth = daysOfMonth.get(day.getDayOfMonth());
        boolean ofWeek = daysOfWeek.get(day.getDayOfWeek().getValue() % 7);
        return months.get(day.getMonthValue())
                && (eitherDay ? ofMonth || ofWeek : ofMonth && ofWeek);
    }

    private static BitSet field(String field, int min, int max) {
        BitSet all = new BitSet();
        for (String part : field.split(",", -1)) {
            String[] stepped = part.split("/", 2);
            int step = stepped.length == 2 ? number(stepped[1], 1, max) : 1;
            int from = min;
            int to = max;
            if (!stepped[0].equals("*")) {
                String[] range = stepped[0].split("-", 2);
                from = number(range[0], min, max);
                to =
                        range.length == 2
                                ? number(range[1], from, max)
                                : stepped.length == 2 ? max : from;
            }
            for (int value = from; value <= to; value += step) {
                all.set(value);
            }
        }
        return all;
    }

    private static int number(String text, int min, int max) {
        try {
            int number = Integer.parseInt(text);
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException e) {
            // said below, with what would be right
        }
        throw new IllegalArgumentException(
                "has \"%s\" for a number from %d to %d".formatted(text, min, max));
    }
}
