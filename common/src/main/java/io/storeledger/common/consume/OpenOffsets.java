package io.storeledger.common.consume;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// What the metadata of a commit says: the window from the committed offset to `end`, in which
/// every offset is settled but the `open` ones.
///
/// A plain commit can only say "all below"; without this, every rebalance and every restart would
/// replay what was finished out of order above a record that waits. The open ones are written, not
/// the settled ones, so that one record that waits for hours costs a few bytes however far the
/// others have gone on. Brokers take 4096 bytes of metadata.
///
/// @param end the first offset above the window
/// @param open offsets in the window that are not settled, ascending
record OpenOffsets(long end, List<Long> open) {
    private static final int MAX_BYTES = 3060;
    private static final String FORMAT = "o1:";

    OpenOffsets {
        open = List.copyOf(open);
    }

    static OpenOffsets none(long committed) {
        return new OpenOffsets(committed, List.of());
    }

    /// Writes the window; one that does not fit is cut at its end, which only means that some
    /// settled records above would be handled again after a crash.
    static String encode(long committed, Collection<Long> open, long end) {
        var deltas = new ByteArrayOutputStream();
        long previous = committed;
        long reached = end;
        for (long offset : open) {
            int before = deltas.size();
            writeVarint(deltas, offset - previous);
            if (deltas.size() > MAX_BYTES) {
                reached = offset;
                byte[] fitting = deltas.toByteArray();
                deltas.reset();
                deltas.write(fitting, 0, before);
                break;
            }
            previous = offset;
        }
        var bytes = new ByteArrayOutputStream();
        writeVarint(bytes, reached - committed);
        bytes.writeBytes(deltas.toByteArray());
        return FORMAT + Base64.getEncoder().withoutPadding().encodeToString(bytes.toByteArray());
    }

    /// Reads the metadata of a commit at this offset; none if it is empty or somebody else's, as
    /// after Kafka's own tool has reset the offset.
    static OpenOffsets decode(long committed, String metadata) {
        if (!metadata.startsWith(FORMAT)) {
            return none(committed);
        }
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(metadata.substring(FORMAT.length()));
        } catch (IllegalArgumentException e) {
            return none(committed);
        }
        var in = new ByteArrayInputStream(bytes);
        Optional<Long> length = readVarint(in);
        if (length.isEmpty()) {
            return none(committed);
        }
        List<Long> open = new ArrayList<>();
        long previous = committed;
        for (var delta = readVarint(in); delta.isPresent(); delta = readVarint(in)) {
            previous += delta.get();
            open.add(previous);
        }
        return new OpenOffsets(committed + length.get(), open);
    }

    /// Seven bits a byte, the lowest first; the top bit says that more follow.
    private static void writeVarint(ByteArrayOutputStream out, long value) {
        long rest = value;
        while (rest >= 0x80) {
            out.write((int) (rest & 0x7f) | 0x80);
            rest >>>= 7;
        }
        out.write((int) rest);
    }

    private static Optional<Long> readVarint(ByteArrayInputStream in) {
        long value = 0;
        for (int shift = 0; shift < 63; shift += 7) {
            int next = in.read();
            if (next < 0) {
                return Optional.empty();
            }
            value |= (long) (next & 0x7f) << shift;
            if (next < 0x80) {
                return Optional.of(value);
            }
        }
        return Optional.empty();
    }
}
