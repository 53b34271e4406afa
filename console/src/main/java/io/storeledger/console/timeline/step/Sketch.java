package io.storeledger.console.timeline.step;

import io.storeledger.common.event.Cause;
import io.storeledger.common.event.EventHeaders;
import io.storeledger.common.event.PersonalData;
import io.storeledger.common.event.RecordKey;
import io.storeledger.common.event.WriteOutcome;
import io.storeledger.console.log.Place;
import io.storeledger.console.timeline.step.Step.Call;
import io.storeledger.console.timeline.step.Step.Kind;
import io.storeledger.console.timeline.step.Term.By;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A step while it is being drawn from a record; every text goes by [PersonalData] and is cut to a
/// length that a sentence may have: a step must fit into a record itself, whatever it is about.
final class Sketch {
    private static final int KEY_PARTS = 3;
    private static final int MOST_CALLS = 100;
    private static final int MOST_CAUSES = 100;
    private static final int LONGEST_FACT = 1_000;
    private static final int LONGEST_DETAIL = 4_000;

    private final LogRecord record;
    private final PersonalData personal;
    private final Kind kind;
    private final String title;
    private final Map<String, String> facts = new LinkedHashMap<>();
    private final Set<Term> terms = new LinkedHashSet<>();
    private Instant at;
    private @Nullable String detail;
    private List<Call> calls = List.of();
    private List<Place> causedBy = List.of();

    Sketch(LogRecord record, PersonalData personal, Kind kind, String title) {
        this.record = record;
        this.personal = personal;
        this.kind = kind;
        this.title = cut(title, LONGEST_FACT);
        this.at = record.at();
    }

    Sketch(LogRecord record, Kind kind, String title) {
        this(record, PersonalData.NONE, kind, title);
    }

    Sketch at(Instant time) {
        at = time;
        return this;
    }

    Sketch detail(@Nullable String sentence) {
        detail = sentence == null ? null : cut(personal.hide(sentence), LONGEST_DETAIL);
        return this;
    }

    Sketch fact(String name, @Nullable Object value) {
        if (value != null && !value.toString().isEmpty()) {
            facts.put(name, text(value.toString()));
        }
        return this;
    }

    Sketch fact(String name, Optional<?> value) {
        value.ifPresent(present -> fact(name, present));
        return this;
    }

    /// Who had it done. The address of somebody who works here is no shopper's.
    Sketch by(@Nullable String person) {
        if (person != null && !person.isEmpty()) {
            facts.put("by", cut(person, LONGEST_FACT));
        }
        return this;
    }

    Sketch calls(List<WriteOutcome.Call> made) {
        calls =
                made.stream()
                        .limit(MOST_CALLS)
                        .map(call ->
                                new Call(
                                        text(call.operation()),
                                        call.answer() == null ? null : text(call.answer()),
                                        call.millis()))
                        .toList();
        return this;
    }

    Sketch causedBy(List<Cause> causes) {
        causedBy = causes.stream().limit(MOST_CAUSES).map(Place::of).toList();
        return this;
    }

    Sketch term(Term term) {
        if (!term.text().isEmpty()) {
            terms.add(term);
        }
        return this;
    }

    /// Can be found by the id in its own key.
    Sketch ownTerm() {
        String[] parts = record.key().split("/", KEY_PARTS);
        if (parts.length == KEY_PARTS) {
            By by =
                    switch (parts[1]) {
                        case RecordKey.ORDER -> By.ORDER;
                        case RecordKey.CUSTOMER -> By.CUSTOMER;
                        case RecordKey.SKU -> By.SKU;
                        default -> By.RECORD;
                    };
            term(Term.of(by, parts[2]));
        }
        return this;
    }

    Reading reading() {
        fact("replay", record.header(EventHeaders.REPLAY));
        by(record.header(EventHeaders.REPLAYED_BY).orElse(null));
        fact("forced", record.header(EventHeaders.FORCED));
        fact("redrives", record.header(EventHeaders.REDRIVES));
        return new Reading(
                record.key(),
                new Step(kind, at, title, detail, facts, calls, record.place(), causedBy),
                List.copyOf(terms));
    }

    private String text(String value) {
        return cut(personal.hide(value), LONGEST_FACT);
    }

    private static String cut(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest - 1) + "\u2026";
    }
}
