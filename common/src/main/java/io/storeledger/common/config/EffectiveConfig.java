package io.storeledger.common.config;

import io.storeledger.common.json.Json;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Every setting that was read, with the value in effect and where it comes from; secrets are
/// masked before they get here.
public final class EffectiveConfig {
    private static final String MASK = "***";
    private static final Pattern PLAIN_KEY = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.\\[\\]-]*");

    /// `https://user:password@host`: what stands before the `@`.
    private static final Pattern USER = Pattern.compile("://[^/@\\s]+@");

    /// Names of free settings, such as Kafka's properties, whose values are secrets. A private key
    /// may be given as text, in `ssl.keystore.key`.
    private static final Pattern SECRET_NAME =
            Pattern.compile(
                    "(?i)password|passphrase|secret|token|jaas|credential|assertion|\\.key$");

    /// @param value as it is shown
    /// @param compared tells whether it is still the same; not shown
    private record Read(JsonNode value, Object compared, String from) {}

    private final Map<String, Read> all = new ConcurrentSkipListMap<>();

    EffectiveConfig() {}

    /// A YAML mapping from each setting's full path to its value, one a line, in the order of the
    /// alphabet; a comment says where the value comes from.
    public String text() {
        return all.entrySet().stream()
                .map(entry ->
                        "%s: %s  # %s\n"
                                .formatted(
                                        key(entry.getKey()),
                                        USER.matcher(Json.text(entry.getValue().value()))
                                                .replaceAll("://" + MASK + "@"),
                                        entry.getValue().from()))
                .collect(Collectors.joining());
    }

    /// The settings at and below a path are now those of another reading.
    void replace(String path, EffectiveConfig by) {
        all.keySet().removeIf(key -> isBelow(key, path) && !by.all.containsKey(key));
        by.all.forEach((key, read) -> {
            if (isBelow(key, path)) {
                all.put(key, read);
            }
        });
    }

    void read(String path, Object value, String from) {
        put(path, value, value, from);
    }

    void secret(String path, Secret secret, String from) {
        // one that follows its file is never out of date
        put(path, MASK, secret.isLive() ? MASK : secret, from);
    }

    /// A value under a name that the vendor of what it configures has chosen.
    ///
    /// @param fromFile whether it is the content of a file
    /// @param follows whether it follows that by itself, and so is never out of date
    void free(
            String path,
            String name,
            String value,
            boolean fromFile,
            boolean follows,
            String from) {
        put(
                path,
                fromFile || SECRET_NAME.matcher(name).find() ? MASK : value,
                follows ? MASK : value,
                from);
    }

    /// The settings that are not the same in another reading.
    SortedSet<String> differences(EffectiveConfig other) {
        SortedSet<String> paths = new TreeSet<>(all.keySet());
        paths.addAll(other.all.keySet());
        paths.removeIf(path -> isSame(all.get(path), other.all.get(path)));
        return paths;
    }

    private static boolean isSame(@Nullable Read one, @Nullable Read other) {
        return one != null && other != null && one.compared().equals(other.compared());
    }

    private void put(String path, Object shown, Object compared, String from) {
        all.put(path, new Read(Json.mapper().valueToTree(shown), compared, from));
    }

    private static boolean isBelow(String key, String path) {
        return key.equals(path) || key.startsWith(path + ".") || key.startsWith(path + "[");
    }

    private static String key(String path) {
        return PLAIN_KEY.matcher(path).matches() ? path : Json.text(path);
    }
}
