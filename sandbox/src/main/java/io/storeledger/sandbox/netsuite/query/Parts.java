package io.storeledger.sandbox.netsuite.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Splits at a separator outside parentheses and quotes.
final class Parts {
    private Parts() {}

    static List<String> split(String text, String separator) {
        String upper = text.toUpperCase(Locale.ROOT);
        List<String> parts = new ArrayList<>();
        int depth = 0;
        boolean quoted = false;
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\'') {
                quoted = !quoted;
            } else if (!quoted && c == '(') {
                depth++;
            } else if (!quoted && c == ')') {
                depth--;
            } else if (!quoted && depth == 0 && upper.startsWith(separator, i)) {
                parts.add(text.substring(start, i));
                start = i + separator.length();
                i = start - 1;
            }
        }
        parts.add(text.substring(start));
        return parts;
    }
}
