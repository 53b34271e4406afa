package io.storeledger.clients.http;

import java.util.regex.Pattern;
import okhttp3.HttpUrl;

/// An address's path without what names a record: `/stores/{store}/v2/orders/{id}`.
final class PathTemplate {
    /// Words of an API: letters, `v2`, `oauth2`, a custom record's type, `!transform`.
    private static final Pattern WORD = Pattern.compile("!?[A-Za-z][A-Za-z_-]*[0-9]?");

    private static final String STORES = "stores";

    private PathTemplate() {}

    static String of(HttpUrl url) {
        var template = new StringBuilder();
        String before = "";
        for (String segment : url.pathSegments()) {
            template.append('/')
                    .append(
                            before.equals(STORES)
                                    ? "{store}"
                                    : WORD.matcher(segment).matches() || segment.isEmpty()
                                            ? segment
                                            : "{id}");
            before = segment;
        }
        return template.toString();
    }
}
