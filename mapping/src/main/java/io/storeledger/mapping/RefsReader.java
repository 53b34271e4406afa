package io.storeledger.mapping;

import io.storeledger.common.config.Settings;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads references to NetSuite's records from settings; what is none is noted as a fault.
final class RefsReader {
    private RefsReader() {}

    static Optional<String> id(Settings section, String key) {
        Optional<String> written = section.optionalString(key);
        written.filter(given -> !given.matches("\\d+"))
                .ifPresent(given ->
                        section.fault(key, "\"" + given + "\" should be an internal id (digits)"));
        return written;
    }

    static Optional<Ref> ref(Settings section, String key) {
        return section.optionalString(key).flatMap(written -> ref(section, key, written));
    }

    private static Optional<Ref> ref(Settings section, String key, String written) {
        Optional<Ref> ref = Ref.parse(written);
        if (ref.isEmpty()) {
            section.fault(key, "\"" + written + "\" should be " + Ref.WRITTEN);
        }
        return ref;
    }

    static Map<String, Ref> refs(Settings section, String key) {
        return refs(section, key, Pattern.compile(".+"), "a name");
    }

    static Map<String, Ref> refs(Settings section, String key, Pattern names, String whatNamesAre) {
        Map<String, Ref> all = new LinkedHashMap<>();
        section.map(key)
                .forEach((name, written) -> {
                    String at = key + "." + name;
                    if (!names.matcher(name).matches()) {
                        section.fault(at, "should be " + whatNamesAre);
                    }
                    ref(section, at, written).ifPresent(ref -> all.put(name, ref));
                });
        return all;
    }
}
