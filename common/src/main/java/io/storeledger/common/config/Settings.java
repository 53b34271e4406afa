package io.storeledger.common.config;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// One section of the configuration, read key by key into a record.
///
/// A getter never throws for a bad value: it notes the fault under the key's full path and returns
/// a harmless stand-in, so that one run finds every fault; [SettingsFile#check] then throws them
/// all. A key that nobody asked for is a fault too. An environment variable `STORELEDGER_` + the
/// path in capitals with `_` for every other character stands above the file:
/// `STORELEDGER_INGRESS_PORT=8081`.
public final class Settings {
    private static final URI NOWHERE = URI.create("http://invalid.invalid");

    private final SettingsFile file;
    private final String path;
    private final @Nullable JsonNode node;

    Settings(SettingsFile file, String path, @Nullable JsonNode node) {
        this.file = file;
        this.path = path;
        this.node = node;
        if (node != null && !node.isNull() && !node.isObject()) {
            file.fault(path, "should be a section with settings below it");
        }
    }

    /// Whether the file (or the environment) has this key.
    public boolean has(String key) {
        return text(key) != null || child(key) != null;
    }

    /// A required text.
    public String string(String key) {
        return optionalString(key).orElseGet(() -> fault(key, "is required; write a text", "?"));
    }

    /// A text, or the default if absent.
    public String string(String key, String standard) {
        return optionalString(key).orElseGet(() -> noted(key, standard, standard));
    }

    /// A text, if present and not blank.
    public Optional<String> optionalString(String key) {
        return Optional.ofNullable(text(key))
                .filter(value -> !value.isBlank())
                .map(value -> noted(key, value, value));
    }

    /// A required secret; it may be in the credentials file instead.
    public Secret secret(String key) {
        return optionalSecret(key)
                .orElseGet(() ->
                        fault(
                                key,
                                "is required; store it with storeledger credentials set, or write"
                                        + " ${NAME_OF_AN_ENVIRONMENT_VARIABLE} or ${file:PATH}, not"
                                        + " the secret itself",
                                Secret.of("?")));
    }

    /// A secret, if there is one here or in the credentials file.
    public Optional<Secret> optionalSecret(String key) {
        String above = file.environment(path(key));
        JsonNode value = child(key);
        Optional<Secret> here =
                above != null
                        ? Optional.of(Secret.of(above))
                        : value != null && value.isValueNode() && !value.isNull()
                                ? Optional.of(file.secret(path(key), value.asString()))
                                : Optional.empty();
        Optional<Secret> written = here.filter(secret -> !secret.reveal().isBlank());
        if (written.isPresent()) {
            file.effective().secret(path(key), written.get(), file.from(path(key), value));
            return written;
        }
        Optional<Secret> stored = file.stored(path(key));
        stored.ifPresent(secret -> file.effective().secret(path(key), secret, "credentials file"));
        return stored;
    }

    /// Whether nothing was found wrong with a key so far.
    public boolean isSound(String key) {
        return file.isSound(path(key));
    }

    /// The secret in the credentials file that stands in for a key, whatever is written here.
    public Optional<Secret> storedSecret(String key) {
        return file.stored(path(key));
    }

    /// A whole number within bounds.
    public int integer(String key, int standard, int min, int max) {
        String value = text(key);
        if (value == null) {
            return noted(key, standard, standard);
        }
        try {
            int number = Integer.parseInt(value.strip());
            if (number >= min && number <= max) {
                return noted(key, number, number);
            }
        } catch (NumberFormatException e) {
            // said below, with what would be right
        }
        return fault(
                key,
                "\"%s\" should be a whole number from %d to %d, for example %d"
                        .formatted(value, min, max, standard),
                standard);
    }

    /// `true` or `false`.
    public boolean flag(String key, boolean standard) {
        String value = text(key);
        boolean flag =
                switch (value) {
                    case null -> standard;
                    case "true" -> true;
                    case "false" -> false;
                    default ->
                            fault(key, "\"%s\" should be true or false".formatted(value), standard);
                };
        return noted(key, flag, flag);
    }

    /// A length of time written as `250ms`, `30s`, `5m`, `2h` or `7d`.
    public Duration duration(String key, Duration standard) {
        String value = text(key);
        Duration time =
                value == null
                        ? standard
                        : Durations.parse(value)
                                .orElseGet(() ->
                                        fault(
                                                key,
                                                "\"%s\" should be a length of time such as 250ms,"
                                                                .formatted(value)
                                                        + " 30s, 5m, 2h or 7d",
                                                standard));
        return noted(key, Durations.write(time), time);
    }

    /// One of an enum's constants, written in lower case with `-` for `_`.
    public <E extends Enum<E>> E choice(String key, Class<E> type, E standard) {
        String value = text(key);
        if (value == null) {
            return noted(key, written(standard), standard);
        }
        for (E constant : type.getEnumConstants()) {
            if (written(constant).equals(value)) {
                return noted(key, value, constant);
            }
        }
        String allowed =
                Arrays.stream(type.getEnumConstants())
                        .map(Settings::written)
                        .collect(Collectors.joining(", "));
        return fault(key, "\"%s\" should be one of %s".formatted(value, allowed), standard);
    }

    /// An `http` or `https` address, or the default if absent; a slash at its end is dropped.
    public URI uri(String key, @Nullable URI standard) {
        String value = text(key);
        if (value == null) {
            return standard != null
                    ? noted(key, standard, standard)
                    : fault(key, "is required; write an address such as https://host", NOWHERE);
        }
        try {
            URI uri = new URI(value.strip().replaceAll("/+$", ""));
            if (uri.getHost() != null && List.of("http", "https").contains(uri.getScheme())) {
                return noted(key, uri, uri);
            }
        } catch (URISyntaxException e) {
            // said below, with what would be right
        }
        return fault(
                key, "\"%s\" should be an address such as https://host".formatted(value), NOWHERE);
    }

    /// A list of texts; a single text counts as a list of one.
    public List<String> strings(String key, List<String> standard) {
        JsonNode value = child(key);
        String text = text(key);
        if (text != null) {
            List<String> split = Arrays.stream(text.split(",")).map(String::strip).toList();
            return noted(key, split, split);
        }
        if (value == null || value.isNull()) {
            return noted(key, standard, standard);
        }
        List<String> all = new ArrayList<>();
        for (JsonNode element : value) {
            if (element.isValueNode()) {
                all.add(file.expand(path(key), element.asString()));
            } else {
                fault(key, "should be a list of plain values", "");
            }
        }
        return noted(key, all, List.copyOf(all));
    }

    /// A list of secrets, which may be in the credentials file instead; a single one counts as a
    /// list of one. One that may change while we run may become several: see [Secret#parts].
    public List<Secret> secrets(String key) {
        JsonNode value = child(key);
        if (value == null || !value.isArray() || file.environment(path(key)) != null) {
            return optionalSecret(key)
                    .map(secret -> secret.isLive() ? List.of(secret) : secret.split())
                    .orElse(List.of());
        }
        List<Secret> all = new ArrayList<>();
        for (JsonNode element : value) {
            if (element.isValueNode()) {
                Secret secret = file.secret(path(key), element.asString());
                String at = path(key) + "[" + all.size() + "]";
                all.add(secret);
                file.effective().secret(at, secret, file.from(at, element));
            } else {
                fault(key, "should be a list of plain values", "");
            }
        }
        return List.copyOf(all);
    }

    /// Free keys with plain values, in the file's order.
    public Map<String, String> map(String key) {
        Map<String, String> all = new LinkedHashMap<>();
        plainValues(key)
                .forEach((name, text) -> {
                    String at = path(key) + "." + name;
                    String value = file.expand(at, text);
                    all.put(name, value);
                    file.effective()
                            .free(
                                    at,
                                    name,
                                    value,
                                    !Placeholders.files(text).isEmpty(),
                                    false,
                                    file.from(at, requireNonNull(child(key)).get(name)));
                });
        return all;
    }

    /// As they are written, with their placeholders.
    private Map<String, String> plainValues(String key) {
        JsonNode value = child(key);
        Map<String, String> all = new LinkedHashMap<>();
        if (value == null || value.isNull()) {
            return all;
        }
        if (!value.isObject()) {
            fault(key, "should be a section of keys and values", "");
        }
        for (Map.Entry<String, JsonNode> entry : value.properties()) {
            String at = path(key) + "." + entry.getKey();
            file.asked(at);
            if (entry.getValue().isValueNode()) {
                all.put(entry.getKey(), entry.getValue().asString());
            } else {
                file.fault(at, "should be a plain value");
            }
        }
        return all;
    }

    /// Free keys with plain values, some of which are secrets, in the file's order. Those that are
    /// in files are as these are whenever they are asked for.
    ///
    /// @param follows whether a value, by its key and its text, is asked for each time that it is
    ///   used; a change of any other needs a restart
    public Map<String, Secret> secretMap(String key, BiPredicate<String, String> follows) {
        Map<String, Secret> all = new LinkedHashMap<>();
        plainValues(key)
                .forEach((name, text) -> {
                    String at = path(key) + "." + name;
                    Placeholders.files(text).forEach(file::watch);
                    Secret secret = file.secret(at, text);
                    String value = secret.reveal();
                    all.put(name, secret);
                    file.effective()
                            .free(
                                    at,
                                    name,
                                    value,
                                    secret.isLive(),
                                    secret.isLive() && follows.test(name, value),
                                    file.from(at, requireNonNull(child(key)).get(name)));
                });
        return all;
    }

    /// The section under a key; empty if absent.
    public Settings section(String key) {
        return new Settings(file, path(key), child(key));
    }

    /// The section under a key, which may also be the path of a YAML file that holds it, relative
    /// to the configuration file.
    public Settings sectionOrFile(String key) {
        JsonNode value = child(key);
        return value == null || !value.isString()
                ? section(key)
                : new Settings(file, path(key), file.other(path(key), string(key)));
    }

    /// A part that follows its file while we run, in a section or in a file of its own as by
    /// [#sectionOrFile].
    public <T> Live<T> live(String key, Function<Settings, T> reader) {
        return file.live(new Live<>(path(key), sectionOrFile(key), reader));
    }

    /// The sections under a key, by their names, in the file's order.
    public Map<String, Settings> sections(String key) {
        JsonNode value = child(key);
        Map<String, Settings> all = new LinkedHashMap<>();
        if (value != null && !value.isNull()) {
            if (!value.isObject()) {
                fault(key, "should be sections by name", "");
            }
            for (Map.Entry<String, JsonNode> entry : value.properties()) {
                String at = path(key) + "." + entry.getKey();
                file.asked(at);
                all.put(entry.getKey(), new Settings(file, at, entry.getValue()));
            }
        }
        return all;
    }

    /// The sections of a list, in its order.
    public List<Settings> list(String key) {
        JsonNode value = child(key);
        List<Settings> all = new ArrayList<>();
        if (value != null && !value.isNull()) {
            if (!value.isArray()) {
                fault(key, "should be a list", "");
            }
            int index = 0;
            for (JsonNode element : value) {
                all.add(new Settings(file, path(key) + "[" + index++ + "]", element));
            }
        }
        return all;
    }

    /// Says that these keys belong to somebody else, so that they don't count as unknown.
    public void ignore(String... keys) {
        for (String key : keys) {
            file.asked(path(key));
        }
    }

    /// Notes a fault that only the reader of the section can see.
    public void fault(String key, String whatIsWrongAndWhatWouldBeRight) {
        file.fault(path(key), whatIsWrongAndWhatWouldBeRight);
    }

    /// The full path of a key below this section.
    public String path(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    private <T> T noted(String key, Object shown, T value) {
        file.effective().read(path(key), shown, file.from(path(key), child(key)));
        return value;
    }

    private <T> T fault(String key, String sentence, T standIn) {
        file.fault(path(key), sentence);
        return standIn;
    }

    private static String written(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private @Nullable JsonNode child(String key) {
        file.asked(path(key));
        return node == null || !node.isObject() ? null : node.get(key);
    }

    private @Nullable String text(String key) {
        String above = file.environment(path(key));
        JsonNode value = child(key);
        if (above != null) {
            return above;
        }
        return value == null || value.isNull() || !value.isValueNode()
                ? null
                : file.expand(path(key), value.asString());
    }
}
