package io.storeledger.common.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Fills in `${NAME}`, `${NAME:default}` and `${file:PATH}`.
final class Placeholders {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^}:]+)(?::([^}]*))?}");

    private final Map<String, String> environment;

    Placeholders(Map<String, String> environment) {
        this.environment = environment;
    }

    /// @param fault gets what is wrong, as words that follow the setting's name
    String expand(String text, Consumer<String> fault) {
        return PLACEHOLDER
                .matcher(text)
                .replaceAll(match ->
                        Matcher.quoteReplacement(value(match.group(1), match.group(2), fault)));
    }

    /// The files that it takes from.
    static List<Path> files(String text) {
        return PLACEHOLDER
                .matcher(text)
                .results()
                .filter(match -> isFile(match.group(1), match.group(2)))
                .map(match -> Path.of(match.group(2)))
                .toList();
    }

    /// What it takes from, as it is written but for the defaults; empty if it is plain text.
    static String sources(String text) {
        return PLACEHOLDER
                .matcher(text)
                .results()
                .map(match ->
                        isFile(match.group(1), match.group(2))
                                ? match.group()
                                : "${" + match.group(1) + "}")
                .collect(Collectors.joining(", "));
    }

    private static boolean isFile(String variable, @Nullable String rest) {
        return variable.equals("file") && rest != null;
    }

    private String value(String variable, @Nullable String rest, Consumer<String> fault) {
        if (rest != null && isFile(variable, rest)) {
            try {
                return Files.readString(Path.of(rest)).strip();
            } catch (IOException e) {
                fault.accept("names the file " + rest + ", which can't be read");
                return "?";
            }
        }
        String value = environment.get(variable);
        if (value == null && rest == null) {
            fault.accept("needs the environment variable " + variable + ", which is not set");
            return "?";
        }
        return value == null ? String.valueOf(rest) : value;
    }
}
