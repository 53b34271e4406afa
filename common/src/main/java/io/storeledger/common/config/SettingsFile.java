package io.storeledger.common.config;

import io.storeledger.common.vault.FileStamp;
import io.storeledger.common.vault.MasterKey;
import io.storeledger.common.vault.Vault;
import io.storeledger.common.vault.VaultException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// The configuration file with the environment above it, and the faults found while it is read.
public final class SettingsFile {
    private static final String CREDENTIALS = "credentials";
    private static final YAMLMapper YAML =
            YAMLMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

    private final String name;
    private final JsonNode root;
    private final Map<String, String> environment;
    private final Set<String> faults = new LinkedHashSet<>();
    private final EffectiveConfig effective = new EffectiveConfig();
    private final Set<String> asked = new HashSet<>();
    private final List<Live<?>> live = new ArrayList<>();
    private final Map<Path, FileStamp> stamps = new LinkedHashMap<>();
    private final Map<String, JsonNode> others = new LinkedHashMap<>();
    private final Placeholders placeholders;
    private @Nullable StoredCredentials credentials;

    private SettingsFile(String name, JsonNode root, Map<String, String> environment) {
        this.name = name;
        this.root = root;
        this.environment = environment;
        this.placeholders = new Placeholders(environment);
    }

    /// Reads a file.
    ///
    /// @throws ConfigException if it can't be read or is no YAML
    public static SettingsFile load(Path file, Map<String, String> environment) {
        try {
            // before it is read: what changes meanwhile is seen the next time
            FileStamp stamp = FileStamp.of(file);
            SettingsFile read = parse(file.toString(), Files.readString(file), environment);
            read.stamps.put(file, stamp);
            return read;
        } catch (IOException e) {
            throw new ConfigException(file.toString(), List.of(Unreadable.because(file, e) + "."));
        }
    }

    /// Reads YAML from text; `name` is what messages call it.
    ///
    /// @throws ConfigException if it is no YAML mapping
    public static SettingsFile parse(String name, String yaml, Map<String, String> environment) {
        try {
            JsonNode root = YAML.readTree(yaml);
            if (root != null && !root.isMissingNode() && !root.isNull() && !root.isObject()) {
                throw new ConfigException(name, List.of("should be sections with settings"));
            }
            return new SettingsFile(name, root, environment);
        } catch (JacksonException e) {
            String reason = e.getOriginalMessage().lines().findFirst().orElse("");
            var at = e.getLocation();
            throw new ConfigException(
                    name,
                    List.of(
                            "line %d, column %d is no YAML: %s"
                                    .formatted(at.getLineNr(), at.getColumnNr(), reason)));
        }
    }

    /// Another YAML file that a setting names; what is unknown in it is a fault under that setting.
    @Nullable JsonNode other(String path, String named) {
        try {
            Path other = Path.of(name).resolveSibling(named);
            stamps.put(other, FileStamp.of(other));
            SettingsFile read = load(other, environment);
            stamps.putAll(read.stamps);
            others.put(path, read.root);
            return read.root;
        } catch (ConfigException e) {
            fault(path, "names a file that can't be used: " + e.getMessage());
            return null;
        }
    }

    /// The top of the file.
    public Settings root() {
        return new Settings(this, "", root.isObject() ? root : null);
    }

    /// Ends the reading: throws everything that was found wrong, unknown keys included.
    ///
    /// @throws ConfigException with all faults
    public void check() {
        credentials();
        unknownKeys("", root);
        others.forEach(this::unknownKeys);
        if (!faults.isEmpty()) {
            throw new ConfigException(name, List.copyOf(faults));
        }
    }

    /// Every setting that was asked for so far, by its full path: what the file may contain.
    public Set<String> known() {
        return Set.copyOf(asked);
    }

    /// What was read so far, with the values in effect.
    public EffectiveConfig effective() {
        return effective;
    }

    <T> Live<T> live(Live<T> part) {
        live.add(part);
        return part;
    }

    /// The parts that follow their files.
    List<Live<?>> live() {
        return live;
    }

    /// The first part that follows its file under this path, if there is one.
    Optional<Live<?>> live(String path) {
        return live.stream().filter(part -> part.path().equals(path)).findFirst();
    }

    /// What is in this file counts as well: a change of it is one of the configuration.
    void watch(Path file) {
        stamps.putIfAbsent(file, FileStamp.of(file));
    }

    /// The files that were read.
    List<Path> files() {
        return List.copyOf(stamps.keySet());
    }

    /// What tells whether they are still the same, in the order of [#files].
    List<FileStamp> stamps() {
        return List.copyOf(stamps.values());
    }

    /// Where a setting's value comes from, in words.
    ///
    /// @param node what the file has of it
    String from(String path, @Nullable JsonNode node) {
        if (environment(path) != null) {
            return "environment, " + variable(path);
        }
        if (node == null || node.isNull()) {
            return "default";
        }
        String taken = node.isValueNode() ? Placeholders.sources(node.asString()) : "";
        return taken.isEmpty() ? "file" : "file, by " + taken;
    }

    void fault(String path, String sentence) {
        faults.add(path + " " + sentence + (sentence.endsWith("?") ? "" : "."));
    }

    boolean isSound(String path) {
        return faults.stream().noneMatch(fault -> fault.startsWith(path + " "));
    }

    void asked(String path) {
        asked.add(path);
    }

    @Nullable String environment(String path) {
        return environment.get(variable(path));
    }

    private static String variable(String path) {
        return "STORELEDGER_" + path.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
    }

    /// Fills in `${NAME}`, `${NAME:default}` and `${file:PATH}`.
    String expand(String path, String text) {
        return placeholders.expand(text, sentence -> fault(path, sentence));
    }

    /// A secret from its text with placeholders; if it is in files, it follows them.
    Secret secret(String path, String text) {
        String now = expand(path, text);
        List<Path> files = Placeholders.files(text);
        boolean readable = files.stream().allMatch(Files::isReadable);
        if (files.isEmpty() || !readable) {
            return Secret.of(now);
        }
        return Secret.from(
                new Origin.Files(
                        new WatchedText(
                                path,
                                files,
                                () -> placeholders.expand(text, words -> unfit(path, words)))));
    }

    /// The secret in the credentials file that stands in for a setting, if there is one.
    Optional<Secret> stored(String path) {
        try {
            return credentials().find(path).map(Secret::from);
        } catch (VaultException e) {
            fault(CREDENTIALS + ".file", "can't be used: " + e.getMessage());
            return Optional.empty();
        }
    }

    /// The credentials file that the configuration names; it need not exist.
    ///
    /// @throws ConfigException if the configuration doesn't say rightly where it is
    public Vault vault() {
        Vault vault = credentials().vault();
        List<String> own =
                faults.stream().filter(fault -> fault.startsWith(CREDENTIALS + ".")).toList();
        if (!own.isEmpty()) {
            throw new ConfigException(name, own);
        }
        return vault;
    }

    private StoredCredentials credentials() {
        StoredCredentials read = credentials;
        if (read == null) {
            Settings section = root().section(CREDENTIALS);
            String written = section.string("masterKey", "file:credentials.key");
            MasterKey key =
                    MasterKey.parse(written, environment)
                            .orElseGet(() -> {
                                section.fault("masterKey", "should be " + MasterKey.WRITTEN);
                                return new MasterKey.InFile(Path.of("credentials.key"));
                            });
            Path file = Path.of(section.string("file", "credentials.json"));
            read = new StoredCredentials(new Vault(file, key));
            credentials = read;
        }
        return read;
    }

    private void unfit(String path, String sentence) {
        throw new ConfigException(name, List.of(path + " " + sentence + "."));
    }

    /// A key is unknown if nobody asked for it although somebody read its section.
    private void unknownKeys(String path, @Nullable JsonNode node) {
        if (node == null || !node.isObject()) {
            return;
        }
        String prefix = path.isEmpty() ? "" : path + ".";
        List<String> siblings =
                asked.stream()
                        .filter(key -> key.startsWith(prefix))
                        .map(key -> key.substring(prefix.length()))
                        .filter(key ->
                                !key.isEmpty() && key.indexOf('.') < 0 && key.indexOf('[') < 0)
                        .toList();
        if (siblings.isEmpty()) {
            return;
        }
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            String key = entry.getKey();
            if (asked.contains(prefix + key)) {
                unknownKeys(prefix + key, entry.getValue());
                unknownInList(prefix + key, entry.getValue());
            } else {
                fault(prefix + key, "is no setting; " + Spelling.suggest(key, siblings));
            }
        }
    }

    private void unknownInList(String path, JsonNode node) {
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            unknownKeys(path + "[" + i + "]", node.get(i));
        }
    }
}
