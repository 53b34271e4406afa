package io.storeledger.deploy;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `docker-compose.yml`, its variables filled in as `docker compose` does.
final class ComposeFile {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{(\\w+)(?::-([^}]*))?}");

    private final Map<String, Object> all;

    private ComposeFile(Map<String, Object> all) {
        this.all = all;
    }

    static ComposeFile read(Map<String, String> environment) {
        String text =
                VARIABLE.matcher(Repository.text("docker-compose.yml"))
                        .replaceAll(variable ->
                                Matcher.quoteReplacement(
                                        environment.getOrDefault(
                                                variable.group(1),
                                                Objects.requireNonNullElse(
                                                        variable.group(2), ""))));
        return new ComposeFile(Repository.yaml(text));
    }

    /// With the variables of a file such as is given with `--env-file`.
    static ComposeFile readWith(String environmentFile) {
        return read(
                Repository.text(environmentFile)
                        .lines()
                        .filter(line -> line.contains("=") && !line.startsWith("#"))
                        .map(line -> line.split("=", 2))
                        .collect(java.util.stream.Collectors.toMap(p -> p[0], p -> p[1])));
    }

    Map<String, Object> all() {
        return all;
    }

    Map<String, Object> services() {
        return map(all.get("services"));
    }

    Map<String, Object> service(String name) {
        return map(services().get(name));
    }

    /// The services that run our image.
    List<String> ours() {
        return services().keySet().stream()
                .filter(name -> service(name).containsKey("build"))
                .toList();
    }

    /// What follows the image's ENTRYPOINT.
    List<String> command(String service) {
        return strings(service(service).get("command"));
    }

    /// The health check's command line, without the word that says how it is run.
    List<String> healthCheck(String service) {
        List<String> test = strings(map(service(service).get("healthcheck")).get("test"));
        return test.subList(1, test.size());
    }

    /// The file behind a secret or configuration.
    String file(String kind, String name) {
        return String.valueOf(map(map(all.get(kind)).get(name)).get("file"));
    }

    static List<String> strings(Object list) {
        return list instanceof List<?> some
                ? some.stream().map(String::valueOf).toList()
                : List.of();
    }

    static Map<String, Object> map(Object value) {
        @SuppressWarnings("unchecked")
        var map = (Map<String, Object>) Optional.ofNullable(value).orElse(Map.of());
        return map;
    }
}
