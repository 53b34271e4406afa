package io.storeledger.mapping;

import io.storeledger.common.json.Json;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import tools.jackson.databind.node.ObjectNode;

/// What tells one body from another: SHA-256 over its JSON, which the mappers write in one order.
/// Where it is the same as the last write's, there is nothing to write.
public final class Digest {
    /// Of a sales order whose open lines were closed because the store cancelled the order.
    public static final String CANCELLED = of(Json.object().put("cancelled", true));

    /// Of a customer that was made inactive because the store deleted it.
    public static final String INACTIVE = "inactive";

    /// Of a customer that the store deleted before NetSuite had it: there is none.
    public static final String NEVER_HAD = "never had";

    /// Of a customer that an order needed after the store had deleted it: it is active, since
    /// NetSuite takes no order of an inactive one, and stays so.
    public static final String NEEDED = "needed by an order";

    private Digest() {}

    /// The digest of a body, in hex.
    public static String of(ObjectNode body) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(Json.bytes(body)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /// The digest of a customer as its orders tell it. The primary currency is the first order's
    /// and no difference between two orders.
    public static String ofGuest(ObjectNode body) {
        ObjectNode without = body.deepCopy();
        without.remove(CustomerMapper.CURRENCY);
        return of(without);
    }

    /// The digest of a credit. A refund is never modified, so its money is all that may change of
    /// it: when its payments settle.
    public static String ofCredit(Arithmetic proof) {
        return of(
                Json.object()
                        .put("currency", proof.currency())
                        .put("total", proof.expectedTotal().toPlainString())
                        .put("tax", proof.expectedTax().toPlainString()));
    }
}
