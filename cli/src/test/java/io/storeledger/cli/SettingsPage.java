package io.storeledger.cli;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `docs/reference/settings.md`: the example's settings, values and comments as tables.
final class SettingsPage {
    /// `key: value`, perhaps within a comment or as the first of a list's element.
    private static final Pattern SETTING =
            Pattern.compile("( *)(#( +))?(- )?([a-z][A-Za-z_.]*):(?: (.*))?");

    private static final Pattern ELEMENT = Pattern.compile(" *- (.*)");

    private static final Pattern COMMENT = Pattern.compile(" *#(?: +#)? ?(.*)");

    /// @param path with the parts of the sections above it
    /// @param value as written, empty of a section
    /// @param off whether it is commented out
    private record Setting(List<String> path, String value, boolean off, String about) {
        Setting with(String element) {
            return new Setting(path, (value + " - " + element).strip(), off, about);
        }

        boolean isSection() {
            return value.isEmpty();
        }
    }

    private record Above(int indent, String key) {}

    private SettingsPage() {}

    static String text(String head, String yaml) {
        var page = new StringBuilder(head);
        String section = "";
        boolean open = false;
        for (Setting setting : read(yaml)) {
            int depth = setting.path().getFirst().equals("connections") ? 3 : 1;
            if (setting.path().size() < depth) {
                continue;
            }
            String of = String.join(".", setting.path().subList(0, depth));
            if (!of.equals(section)) {
                section = of;
                open = false;
                page.append("\n## ").append(of).append('\n');
                if (setting.isSection() && !setting.about().isEmpty()) {
                    page.append('\n').append(escaped(setting.about())).append('\n');
                }
            }
            if (setting.isSection()
                    && (setting.path().size() == depth || setting.about().isEmpty())) {
                continue;
            }
            if (!open) {
                open = true;
                page.append("\n| setting | in the example | what it is |\n|---|---|---|\n");
            }
            page.append(row(setting, depth));
        }
        return page.toString();
    }

    private static String row(Setting setting, int depth) {
        List<String> below =
                setting.path().size() == depth
                        ? setting.path().subList(depth - 1, depth)
                        : setting.path().subList(depth, setting.path().size());
        String value =
                setting.isSection()
                        ? ""
                        : "`" + setting.value() + "`" + (setting.off() ? ", commented out" : "");
        return "| `%s` | %s | %s |\n"
                .formatted(String.join(".", below), value, escaped(setting.about()));
    }

    private static String escaped(String text) {
        return text.replace("|", "\\|").replace("<", "&lt;").replace("*", "\\*");
    }

    /// All settings, in the order of the example.
    private static List<Setting> read(String yaml) {
        List<Setting> settings = new ArrayList<>();
        Deque<Above> above = new ArrayDeque<>();
        List<String> comment = new ArrayList<>();
        for (String line : yaml.lines().toList()) {
            Matcher setting = SETTING.matcher(line);
            if (line.isBlank()) {
                comment.clear();
            } else if (setting.matches() && !isProse(setting)) {
                boolean off = setting.group(2) != null;
                int indent =
                        setting.group(1).length()
                                + (off ? setting.group(3).length() - 1 : 0)
                                + (setting.group(4) == null ? 0 : 2);
                while (!above.isEmpty() && above.getLast().indent() >= indent) {
                    above.removeLast();
                }
                above.addLast(new Above(indent, setting.group(5)));
                String value = setting.group(6) == null ? "" : setting.group(6);
                settings.add(
                        new Setting(
                                above.stream().map(Above::key).toList(),
                                value,
                                off,
                                String.join(" ", comment)));
                comment.clear();
            } else if (ELEMENT.matcher(line).matches()) {
                settings.add(settings.removeLast().with(line.strip().substring(2)));
            } else {
                Matcher words = COMMENT.matcher(line);
                if (words.matches()) {
                    comment.add(words.group(1).strip());
                }
            }
        }
        return settings;
    }

    /// A sentence that happens to have a colon behind its first word.
    private static boolean isProse(Matcher setting) {
        return setting.group(2) != null
                && setting.group(6) != null
                && setting.group(6).matches("(?!\\[|\\{|\"|\\$\\{|https?:).*\\s.*");
    }
}
