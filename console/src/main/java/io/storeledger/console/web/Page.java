package io.storeledger.console.web;

import static java.util.Objects.requireNonNull;

import io.javalin.config.RoutesConfig;
import io.storeledger.console.access.Everyone;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The web page: a few files out of the jar, each named here.
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

    private final Map<String, Asset> assets = new LinkedHashMap<>();

    Page() {
        for (String file : FILES) {
            assets.put(file.equals("index.html") ? "/" : "/" + file, read(file));
        }
    }

    @Override
    public void add(RoutesConfig routes) {
        assets.forEach((path, asset) -> routes.get(path, asset::send, Everyone.EVERYONE));
    }

    private static Asset read(String file) {
        try (InputStream in = Page.class.getResourceAsStream(ROOT + file)) {
            if (in == null) {
                throw new IllegalStateException("the jar lacks the page's " + file);
            }
            String ending = file.substring(file.lastIndexOf('.') + 1);
            return new Asset(requireNonNull(TYPES.get(ending)), in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
