package io.storeledger.common.event;

import io.storeledger.common.json.Json;
import io.storeledger.common.json.MalformedJsonException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Takes out of a sentence what it tells of a person: refusals quote what was sent.
///
/// Addresses of e-mail are known by their form, the rest by what stands in the payload's fields of
/// persons.
public final class PersonalData {
    /// Only what is known by its form.
    public static final PersonalData NONE = new PersonalData(List.of());

    private static final String HIDDEN = "\u2026";
    private static final int SHORTEST = 2;
    private static final Pattern EMAIL =
            Pattern.compile("[^\\s@<>\"'(),;:]{1,64}@[^\\s@<>\"'(),;:]{1,255}");

    /// The fields of both vendors, in lower case without underscores.
    private static final Set<String> FIELDS =
            Set.of(
                    "email",
                    "firstname",
                    "lastname",
                    "middlename",
                    "company",
                    "companyname",
                    "entityid",
                    "altname",
                    "addressee",
                    "attention",
                    "phone",
                    "altphone",
                    "mobilephone",
                    "homephone",
                    "addrphone",
                    "street1",
                    "street2",
                    "address1",
                    "address2",
                    "addr1",
                    "addr2",
                    "addr3",
                    "addrtext",
                    "city",
                    "zip",
                    "postalcode",
                    "customermessage",
                    "ipaddress");

    private final List<JsonNode> payloads;
    private @Nullable Set<String> values;

    private PersonalData(List<JsonNode> payloads) {
        this.payloads = payloads;
    }

    /// Knows what these payloads tell of persons.
    public static PersonalData in(List<? extends JsonNode> payloads) {
        return new PersonalData(List.copyOf(payloads));
    }

    /// Knows what a record's payload tells of persons; of one that is no JSON nothing.
    public static PersonalData of(byte @Nullable [] payload) {
        if (payload == null) {
            return NONE;
        }
        try {
            return in(List.of(Json.tree(payload)));
        } catch (MalformedJsonException e) {
            return NONE;
        }
    }

    /// Knows what was sent of persons: the answers quote it.
    public static PersonalData sentBy(List<WriteOutcome.Call> calls) {
        return in(calls.stream().map(WriteOutcome.Call::sent).filter(Objects::nonNull).toList());
    }

    /// The text without it.
    public String hide(String text) {
        return withoutAddresses(payloads.isEmpty() ? text : withoutValues(text));
    }

    private static String withoutAddresses(String text) {
        return text.indexOf('@') < 0 ? text : EMAIL.matcher(text).replaceAll(HIDDEN);
    }

    private String withoutValues(String text) {
        if (text.indexOf(' ') < 0) {
            // no sentence that could quote anything: an id, a number, a word of ours
            return text;
        }
        String any =
                values().stream()
                        .filter(text::contains)
                        .map(Pattern::quote)
                        .collect(Collectors.joining("|"));
        return any.isEmpty()
                ? text
                : Pattern.compile("(?<![\\p{L}\\p{N}])(?:" + any + ")(?![\\p{L}\\p{N}])")
                        .matcher(text)
                        .replaceAll(HIDDEN);
    }

    /// The longest first: a name may be part of another one.
    private Set<String> values() {
        Set<String> all = values;
        if (all == null) {
            all =
                    new TreeSet<>(
                            Comparator.comparingInt(String::length)
                                    .reversed()
                                    .thenComparing(Comparator.naturalOrder()));
            for (JsonNode payload : payloads) {
                collect(payload, all);
            }
            values = all;
        }
        return all;
    }

    private static void collect(JsonNode node, Set<String> values) {
        if (node.isObject()) {
            node.forEachEntry((name, value) -> {
                String field = name.replace("_", "").toLowerCase(Locale.ROOT);
                if (value.isString() && FIELDS.contains(field)) {
                    String text = value.asString().strip();
                    if (text.length() >= SHORTEST) {
                        values.add(text);
                    }
                } else {
                    collect(value, values);
                }
            });
        } else if (node.isArray()) {
            node.forEach(element -> collect(element, values));
        }
    }
}
