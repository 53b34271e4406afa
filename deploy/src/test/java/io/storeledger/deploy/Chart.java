package io.storeledger.deploy;

import com.marcnuri.helm.Helm;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/// The chart, rendered by Helm as a library.
final class Chart {
    static final Path FOLDER = Repository.path("deploy/helm/storeledger");

    private Chart() {}

    /// What an installation with these values (of `src/test/resources/values`) is made of.
    static List<Map<String, Object>> render(String values, Map<String, Object> more) {
        return render(
                Path.of("src/test/resources/values", values + ".yaml").toAbsolutePath(), more);
    }

    /// The same with values that lie elsewhere.
    static List<Map<String, Object>> render(Path values, Map<String, Object> more) {
        var template =
                new Helm(FOLDER)
                        .template()
                        .withName("shop")
                        .withNamespace("storeledger")
                        .withKubeVersion("1.34.0")
                        .withValuesFile(values);
        more.forEach(template::set);
        var options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        List<Map<String, Object>> objects = new ArrayList<>();
        for (Object object : new Yaml(new SafeConstructor(options)).loadAll(template.call())) {
            if (object != null) {
                objects.add(ComposeFile.map(object));
            }
        }
        return objects;
    }

    static List<Map<String, Object>> ofKind(List<Map<String, Object>> objects, String kind) {
        return objects.stream().filter(object -> kind.equals(object.get("kind"))).toList();
    }

    static String name(Map<String, Object> object) {
        return String.valueOf(at(object, "metadata", "name"));
    }

    /// What lies there, by keys and, in lists, numbers.
    static Object at(Object object, Object... path) {
        Object here = object;
        for (Object step : path) {
            here =
                    step instanceof Integer number
                            ? ((List<?>) here).get(number)
                            : ComposeFile.map(here).get(step);
        }
        return here;
    }
}
