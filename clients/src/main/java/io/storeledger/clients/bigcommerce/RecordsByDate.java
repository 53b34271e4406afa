package io.storeledger.clients.bigcommerce;

import io.storeledger.common.json.VendorDates;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/// The orders or customers since a time, by a date of theirs, oldest first, each change once.
///
/// A record that is modified meanwhile moves to the end and all others move up by one, so that deep
/// pages would skip some: the next page is asked for from the last date seen instead. After a
/// failure it goes on where it was.
final class RecordsByDate implements Iterator<ObjectNode> {
    private final String field;
    private final Listing listing;
    private final Deque<ObjectNode> ready = new ArrayDeque<>();
    private Instant since;
    private int page = 1;
    private Set<String> seen = new HashSet<>();
    private boolean ended;

    /// One page of those since a time, that time included, oldest first.
    @FunctionalInterface
    interface Listing {
        List<ObjectNode> page(Instant since, int page);
    }

    /// @param field the date, by which the listing is sorted
    RecordsByDate(String field, Listing listing, Instant since) {
        this.field = field;
        this.listing = listing;
        this.since = since;
    }

    @Override
    public boolean hasNext() {
        while (ready.isEmpty() && !ended) {
            read();
        }
        return !ready.isEmpty();
    }

    @Override
    public ObjectNode next() {
        if (!hasNext()) {
            throw new NoSuchElementException("no more records");
        }
        return ready.remove();
    }

    private void read() {
        List<ObjectNode> records = listing.page(since, page);
        ended = Pages.isLast(records);
        Set<String> met = new HashSet<>();
        for (ObjectNode record : records) {
            String change = record.path("id").asString("") + "@" + date(record);
            met.add(change);
            if (!seen.contains(change)) {
                ready.add(record);
            }
        }
        Optional<Instant> last = ended ? Optional.empty() : at(records.getLast());
        if (last.isPresent() && last.get().isAfter(since)) {
            since = last.get();
            page = 1;
            seen = met;
        } else {
            // a whole page within one second: only the next page leads on
            page++;
            seen.addAll(met);
        }
    }

    private String date(ObjectNode record) {
        return record.path(field).asString("");
    }

    private Optional<Instant> at(ObjectNode record) {
        return VendorDates.parse(date(record));
    }
}
