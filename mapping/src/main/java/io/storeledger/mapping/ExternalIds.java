package io.storeledger.mapping;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// The external ids under which a store's records stand in NetSuite.
///
/// External ids are unique per *group* of records (all transactions share one space, all entities
/// another), hence a prefix per type; only letters, digits, `_` and `-` are allowed (NetSuite help,
/// section_N3436356 and section_156334828635).
///
/// @param store the store's hash
public record ExternalIds(String store) {
    private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9_-]+");
    private static final int GUEST_DIGITS = 32;

    /// Checks the store's hash.
    ///
    /// @throws IllegalArgumentException if it has characters that an external id can't have
    public ExternalIds {
        allowed("a store's hash", store);
    }

    /// `BC-<store>-SO-<order>`.
    public String salesOrder(String orderId) {
        return id("SO", orderId);
    }

    /// `BC-<store>-CM-<refund>`: the credit of a refund, be it a credit memo or a cash refund. All
    /// transactions share one space of ids, so that a refund can't be credited twice in two ways.
    public String creditMemo(String refundId) {
        return id("CM", refundId);
    }

    /// `BC-<store>-CUST-<customer>`.
    public String customer(String customerId) {
        return id("CUST", customerId);
    }

    /// `BC-<store>-GUEST-<hash of the e-mail>`, so that a guest who comes back is one customer.
    public String guest(String email) {
        return id("GUEST", emailDigest(email));
    }

    /// What stands for an e-mail address where the address itself must not: the beginning of its
    /// SHA-256, in hex, in lower case and without blanks around it.
    public static String emailDigest(String email) {
        return hash(email.strip().toLowerCase(Locale.ROOT));
    }

    /// `BC-<store>-GUEST-ORDER-<order>`, for a guest who left no e-mail.
    public String guestOfOrder(String orderId) {
        return id("GUEST-ORDER", orderId);
    }

    /// The customer of an order: registered, guest by e-mail, or guest by order.
    public static String customerOf(StoreOrder order) {
        ExternalIds ids = new ExternalIds(order.store());
        Optional<String> registered = order.customerId().map(ids::customer);
        return registered
                .or(() -> order.email().map(ids::guest))
                .orElseGet(() -> ids.guestOfOrder(order.id()));
    }

    /// `BC-<store>-CSR-<customer>-<subsidiary>`: that a customer may buy from a subsidiary.
    ///
    /// @param customer its internal id in NetSuite
    public String relationship(String customer, Ref subsidiary) {
        String which =
                switch (subsidiary) {
                    case Ref.Internal(String id) -> id;
                    case Ref.External(String externalId) -> "X" + hash(externalId);
                };
        return id("CSR", customer + "-" + which);
    }

    private String id(String type, String number) {
        allowed("an id in the store", number);
        return "BC-%s-%s-%s".formatted(store, type, number);
    }

    private static void allowed(String what, String text) {
        if (!ALLOWED.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    what + " may have only letters, digits, _ and -, unlike \"" + text + "\"");
        }
    }

    private static String hash(String text) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, GUEST_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
