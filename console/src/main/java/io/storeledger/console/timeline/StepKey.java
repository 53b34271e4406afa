package io.storeledger.console.timeline;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.storeledger.console.log.Place;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;

/// Under what a step, or what a term leads to, is kept: bytes that sort by a name, then time, then
/// the rest.
///
/// The name's length comes first, so that no name is the beginning of another one. One record of
/// the log always gets the same bytes: to read it again changes nothing.
final class StepKey {
    private static final byte LAST = (byte) 0xff;

    private StepKey() {}

    static byte[] of(String record, Instant at, Place place) {
        byte[] topic = place.topic().getBytes(UTF_8);
        byte[] rest =
                ByteBuffer.allocate(topic.length + 1 + Integer.BYTES + Long.BYTES)
                        .put(topic)
                        .put((byte) 0)
                        .putInt(place.partition())
                        .putLong(place.offset())
                        .array();
        return join(timed(record, at), rest);
    }

    static byte[] of(String name, Instant at, String rest) {
        return join(timed(name, at), rest.getBytes(UTF_8));
    }

    /// Not after anything of this name.
    static byte[] first(String name) {
        return prefix(name);
    }

    /// After everything of this name.
    static byte[] last(String name) {
        byte[] beyond = new byte[Long.BYTES];
        Arrays.fill(beyond, LAST);
        return join(prefix(name), beyond);
    }

    /// The time in a key.
    static Instant time(byte[] key) {
        ByteBuffer bytes = ByteBuffer.wrap(key);
        return Instant.ofEpochMilli(bytes.getLong(Integer.BYTES + bytes.getInt(0)));
    }

    /// The same key at the beginning of time.
    static byte[] withoutTime(byte[] key) {
        byte[] copy = key.clone();
        ByteBuffer bytes = ByteBuffer.wrap(copy);
        bytes.putLong(Integer.BYTES + bytes.getInt(0), 0);
        return copy;
    }

    private static byte[] timed(String name, Instant at) {
        byte[] time =
                ByteBuffer.allocate(Long.BYTES).putLong(Math.max(0, at.toEpochMilli())).array();
        return join(prefix(name), time);
    }

    private static byte[] prefix(String name) {
        byte[] bytes = name.getBytes(UTF_8);
        return ByteBuffer.allocate(Integer.BYTES + bytes.length)
                .putInt(bytes.length)
                .put(bytes)
                .array();
    }

    private static byte[] join(byte[] first, byte[] second) {
        return ByteBuffer.allocate(first.length + second.length).put(first).put(second).array();
    }
}
