package io.storeledger.console.preview;

import io.storeledger.common.event.HeldRecord;
import io.storeledger.common.event.Version;
import io.storeledger.mapping.Digest;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/// A body that would be written if it differs from what NetSuite holds.
///
/// @param digest where it is not the body's
/// @param fields which can be compared
/// @param forced whether it would be written even if nothing differs
record Candidate(
        String type,
        String externalId,
        Version version,
        ObjectNode body,
        Optional<String> digest,
        ComparedFields fields,
        boolean forced) {
    static final String AS_IT_IS = "NetSuite holds it as it is.";

    /// Compares it with what NetSuite holds; what would be written counts as held from then on.
    ///
    /// Items that only NetSuite could look up are taken from what was sent in the same place: if
    /// the digest is the same then, that was right.
    ///
    /// @param known what NetSuite holds, as far as we wrote it
    /// @param sent the last body that it was sent
    /// @param notes what else is to be said
    Judgement weigh(
            HeldIndex held,
            Optional<HeldRecord> known,
            Optional<ObjectNode> sent,
            List<String> notes) {
        if (known.isEmpty()) {
            suppose(held, body);
            return Judgement.of(Judgement.CREATED, String.join(" ", notes));
        }
        ObjectNode filled = sent.map(before -> ItemIds.filledFrom(before, body)).orElse(body);
        boolean same = known.get().digest().equals(digestOf(filled));
        if (same && !forced) {
            return Judgement.of(Judgement.UNCHANGED, AS_IT_IS);
        }
        suppose(held, filled);
        List<Difference> differences =
                sent.map(before -> fields.differences(ItemIds.named(before), ItemIds.named(filled)))
                        .orElse(List.of());
        return new Judgement(
                Judgement.CHANGED,
                Stream.concat(
                                Stream.of(what(same, sent.isPresent(), differences.size())),
                                notes.stream())
                        .collect(Collectors.joining(" ")),
                differences);
    }

    private static String what(boolean same, boolean comparable, int differences) {
        if (same) {
            return "It would be written once more as it is.";
        }
        if (!comparable) {
            return "What was sent last is not in the log, so that its fields can't be compared.";
        }
        return switch (differences) {
            case 0 ->
                    "It would be written anew; no field that can be compared differs from what was"
                            + " sent last.";
            case 1 -> "One field would change.";
            default -> differences + " fields would change.";
        };
    }

    private void suppose(HeldIndex held, ObjectNode written) {
        held.suppose(
                new HeldRecord(type, externalId, "", version, digestOf(written), null), written);
    }

    private String digestOf(ObjectNode written) {
        return digest.orElseGet(() -> Digest.of(written));
    }
}
