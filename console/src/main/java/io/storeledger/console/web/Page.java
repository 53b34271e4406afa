package io.storeledger.console.web;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.storeledger.console.access.Everyone;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/// The web page: a few files out of the jar, kept in memory as they are and packed. A browser keeps
/// them and asks each time whether they are still the same, which costs it a few bytes.
final class Page implements Routes {
    private static final String ROOT = "page/";
    private static final List<String> FILES =
            List.of(
                    "index.html",
                    "style.css",
                    "icon.svg",
                    "main.js",
                    "api.js",
                    "dom.js",
                    "format.js",
                    "search.js",
                    "record.js",
                    "flow.js",
                    "deadletters.js",
                    "reconcile.js",
                    "signin.js");
    private static final Map<String, String> TYPES =
            Map.of(
                    "html", "text/html; charset=utf-8",
                    "css", "text/css; charset=utf-8",
                    "js", "text/javascript; charset=utf-8",
                    "svg", "image/svg+xml");

    private record Asset(String type, byte[] plain, byte[] packed, String tag) {}

    private final Map<String, Asset> assets = new LinkedHashMap<>();

    Page() {
        for (String file : FILES) {
            assets.put(file.equals("index.html") ? "/" : "/" + file, read(file));
        }
    }

    @Override
    public void add(RoutesConfig routes) {
        assets.forEach(
                (path, asset) -> routes.get(path, ctx -> send(ctx, asset), Everyone.EVERYONE));
    }

    private static void send(Context ctx, Asset asset) {
        ctx.header("ETag", asset.tag());
        ctx.header("Cache-Control", "no-cache");
        ctx.header("Vary", "Accept-Encoding");
        if (asset.tag().equals(ctx.header("If-None-Match"))) {
            ctx.status(HttpStatus.NOT_MODIFIED);
            return;
        }
        String encodings = ctx.header("Accept-Encoding");
        ctx.contentType(asset.type());
        if (encodings != null && encodings.contains("gzip")) {
            ctx.header("Content-Encoding", "gzip");
            ctx.result(asset.packed());
        } else {
            ctx.result(asset.plain());
        }
    }

    private static Asset read(String file) {
        try (InputStream in = Page.class.getResourceAsStream(ROOT + file)) {
            if (in == null) {
                throw new IllegalStateException("the jar lacks the page's " + file);
            }
            byte[] plain = in.readAllBytes();
            String digest =
                    HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(plain))
                            .substring(0, 32);
            String type = TYPES.get(file.substring(file.lastIndexOf('.') + 1));
            return new Asset(String.valueOf(type), plain, packed(plain), "\"" + digest + "\"");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }

    private static byte[] packed(byte[] plain) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(plain);
        }
        return bytes.toByteArray();
    }
}
