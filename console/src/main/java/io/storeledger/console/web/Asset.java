package io.storeledger.console.web;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;

/// A file of the page, kept in memory as it is and packed. A browser keeps it too and asks each
/// time whether it is still the same, which costs a few bytes.
final class Asset {
    private static final int TAG_LENGTH = 32;

    private final String type;
    private final byte[] plain;
    private final byte[] packed;
    private final String tag;

    /// @param type as in `Content-Type`
    Asset(String type, byte[] plain) {
        this.type = type;
        this.plain = plain;
        this.packed = packed(plain);
        this.tag = "\"" + digest(plain).substring(0, TAG_LENGTH) + "\"";
    }

    void send(Context ctx) {
        ctx.header("ETag", tag);
        ctx.header("Cache-Control", "no-cache");
        ctx.header("Vary", "Accept-Encoding");
        if (tag.equals(ctx.header("If-None-Match"))) {
            ctx.status(HttpStatus.NOT_MODIFIED);
            return;
        }
        String encodings = ctx.header("Accept-Encoding");
        ctx.contentType(type);
        if (encodings != null && encodings.contains("gzip")) {
            ctx.header("Content-Encoding", "gzip");
            ctx.result(packed);
        } else {
            ctx.result(plain);
        }
    }

    private static String digest(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }

    private static byte[] packed(byte[] plain) {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
