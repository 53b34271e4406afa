package io.storeledger.console.timeline.step;

import io.storeledger.mapping.ExternalIds;
import java.util.List;
import java.util.Locale;

/// What a record can be found by.
///
/// @param text as it is compared: without case, an e-mail address as its digest
/// @param by what the text is
public record Term(String text, By by) {
    /// By what a record can be found.
    public enum By {
        ORDER("order number"),
        CUSTOMER("customer number"),
        SKU("SKU"),
        RECORD("number"),
        REFUND("refund"),
        EMAIL("e-mail address"),
        INTERNAL_ID("NetSuite internal id"),
        EXTERNAL_ID("NetSuite external id");

        private final String words;

        By(String words) {
            this.words = words;
        }

        /// For people.
        public String words() {
            return words;
        }
    }

    /// A term for what is no e-mail address.
    public static Term of(By by, String text) {
        return new Term(normal(text), by);
    }

    /// A term for an e-mail address: its digest, the very one by which NetSuite knows a guest.
    ///
    /// It is not keyed: the digest stands in the external ids of guests anyway, and a key would
    /// have to be the same for every instance for ever. It keeps addresses from whoever may only
    /// look; whoever has an address to try can find its records, as the search is meant to.
    static Term email(String address) {
        return new Term(ExternalIds.emailDigest(address), By.EMAIL);
    }

    /// What somebody searches for, as terms have it: with an `@` it is an e-mail address, or a SKU.
    public static List<String> asked(String text) {
        return text.contains("@")
                ? List.of(ExternalIds.emailDigest(text), normal(text))
                : List.of(plain(text));
    }

    /// A number as people write it, `#1001`, is the number.
    public static String plain(String text) {
        String normal = normal(text);
        return normal.matches("#\\d+") ? normal.substring(1) : normal;
    }

    private static String normal(String text) {
        return text.strip().toLowerCase(Locale.ROOT);
    }
}
