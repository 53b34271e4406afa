package io.storeledger.sandbox.netsuite.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A piece of a query's text.
///
/// @param text of a word in upper case, of a string without its quotes
/// @param parameter how many parameters came before it
record Token(Kind kind, String text, int parameter) {
    private static final Pattern SHAPE =
            Pattern.compile(
                    "\\s*(?:(?<word>[A-Za-z_][\\w$#]*)|(?<number>\\d+(?:\\.\\d+)?)"
                            + "|'(?<text>(?:[^']|'')*)'|\"(?<quoted>[^\"]*)\"|(?<parameter>\\?)"
                            + "|(?<symbol><=|>=|<>|!=|\\|\\||[-=<>(),.*+/]))");

    enum Kind {
        WORD,
        NUMBER,
        TEXT,
        PARAMETER,
        SYMBOL,
        END
    }

    static List<Token> all(String query) {
        List<Token> tokens = new ArrayList<>();
        Matcher matcher = SHAPE.matcher(query.strip());
        int at = 0;
        int parameters = 0;
        while (at < query.strip().length()) {
            matcher.region(at, query.strip().length());
            if (!matcher.lookingAt()) {
                throw SuiteQl.invalid(
                        "Invalid or unsupported search. Near: " + query.substring(at));
            }
            at = matcher.end();
            if (matcher.group("word") != null) {
                String word = matcher.group("word").toUpperCase(Locale.ROOT);
                tokens.add(new Token(Kind.WORD, word, parameters));
            } else if (matcher.group("quoted") != null) {
                String word = matcher.group("quoted").toUpperCase(Locale.ROOT);
                tokens.add(new Token(Kind.WORD, word, parameters));
            } else if (matcher.group("number") != null) {
                tokens.add(new Token(Kind.NUMBER, matcher.group("number"), parameters));
            } else if (matcher.group("text") != null) {
                String text = matcher.group("text").replace("''", "'");
                tokens.add(new Token(Kind.TEXT, text, parameters));
            } else if (matcher.group("parameter") != null) {
                tokens.add(new Token(Kind.PARAMETER, "?", parameters++));
            } else {
                tokens.add(new Token(Kind.SYMBOL, matcher.group("symbol"), parameters));
            }
        }
        tokens.add(new Token(Kind.END, "end", parameters));
        return tokens;
    }

    boolean is(String expected) {
        return kind != Kind.TEXT && text.equals(expected);
    }
}
