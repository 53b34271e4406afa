package io.storeledger.sandbox.json;

import java.io.ByteArrayOutputStream;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A JSON object kept small: an order as a tree takes tens of kilobytes, packed about one.
///
/// It is immutable, so it can be read without a lock.
public final class PackedTree {
    private final byte[] packed;
    private final int size;

    private PackedTree(byte[] packed, int size) {
        this.packed = packed;
        this.size = size;
    }

    /// Packs the object as it is now.
    public static PackedTree of(ObjectNode tree) {
        byte[] plain = Json.bytes(tree);
        try (var deflater = new Deflater(Deflater.BEST_SPEED)) {
            deflater.setInput(plain);
            deflater.finish();
            var out = new ByteArrayOutputStream(plain.length / 4 + 64);
            byte[] buffer = new byte[4096];
            while (!deflater.finished()) {
                out.write(buffer, 0, deflater.deflate(buffer));
            }
            return new PackedTree(out.toByteArray(), plain.length);
        }
    }

    /// A fresh copy, the caller's to change.
    public ObjectNode tree() {
        byte[] plain = new byte[size];
        try (var inflater = new Inflater()) {
            inflater.setInput(packed);
            int at = 0;
            while (at < size && !inflater.finished()) {
                at += inflater.inflate(plain, at, size - at);
            }
        } catch (DataFormatException e) {
            throw new IllegalStateException("a packed tree is broken", e);
        }
        JsonNode tree = Json.parse(plain);
        return (ObjectNode) tree;
    }
}
