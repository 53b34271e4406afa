package io.storeledger.ingress;

import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The W3C trace context of a delivery: the one it came with, or the start of a new trace.
final class Traceparent {
    /// Version 00 alone; a later version has this form too but may go on.
    private static final Pattern FORM =
            Pattern.compile(
                    "(?!ff)[0-9a-f]{2}-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");

    private Traceparent() {}

    static String of(@Nullable String received) {
        return received != null && FORM.matcher(received).matches() ? received : start();
    }

    private static String start() {
        var random = ThreadLocalRandom.current();
        var text = new StringBuilder(55).append("00-");
        hex(text, random.nextLong());
        // never all zeros: the form forbids it
        hex(text, random.nextLong() | 1);
        text.append('-');
        hex(text, random.nextLong() | 1);
        return text.append("-01").toString();
    }

    private static void hex(StringBuilder text, long bits) {
        for (int shift = 60; shift >= 0; shift -= 4) {
            text.append(Character.forDigit((int) (bits >>> shift) & 0xf, 16));
        }
    }
}
