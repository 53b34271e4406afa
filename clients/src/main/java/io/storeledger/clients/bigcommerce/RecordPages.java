package io.storeledger.clients.bigcommerce;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.IntFunction;
import tools.jackson.databind.node.ObjectNode;

/// The records of a list that grows only at its end, page by page; after a failure it goes on where
/// it was.
final class RecordPages implements Iterator<ObjectNode> {
    private final IntFunction<List<ObjectNode>> listing;
    private final Deque<ObjectNode> ready = new ArrayDeque<>();
    private int page = 1;
    private boolean ended;

    /// @param listing the page of a number, from 1
    RecordPages(IntFunction<List<ObjectNode>> listing) {
        this.listing = listing;
    }

    @Override
    public boolean hasNext() {
        while (ready.isEmpty() && !ended) {
            List<ObjectNode> records = listing.apply(page);
            ended = Pages.isLast(records);
            page++;
            ready.addAll(records);
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
}
