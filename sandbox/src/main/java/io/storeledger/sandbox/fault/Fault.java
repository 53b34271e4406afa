package io.storeledger.sandbox.fault;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// Everything that can go wrong on demand. The wire name is the constant in lower case with
/// hyphens.
public enum Fault {
    /// BigCommerce answers 429 without any rate-limit header, as it does under load.
    BIGCOMMERCE_429("429 without headers"),
    /// BigCommerce answers 500.
    BIGCOMMERCE_500("500"),
    /// BigCommerce answers 502.
    BIGCOMMERCE_502("502"),
    /// BigCommerce answers 503.
    BIGCOMMERCE_503("503"),
    /// BigCommerce answers 423 Locked.
    BIGCOMMERCE_423("423 Locked"),
    /// BigCommerce sends an HTML page with status 200 where JSON belongs.
    BIGCOMMERCE_HTML("an HTML page with status 200 instead of JSON"),
    /// BigCommerce answers nothing for the configured hang, then cuts the connection.
    BIGCOMMERCE_HANG("no answer for a long while, then the connection is cut"),
    /// BigCommerce answers a few seconds late.
    BIGCOMMERCE_SLOW("a late answer"),
    /// BigCommerce gives an order that was just placed without its products.
    BIGCOMMERCE_STALE_READ("an order just placed is read without its products"),
    /// BigCommerce refuses a token that is right.
    BIGCOMMERCE_401("401 for a right token"),
    /// BigCommerce saves a product but not its stock or URL.
    BIGCOMMERCE_PARTIAL("207: a product is saved, its stock or URL isn't"),
    /// A callback is delivered twice.
    WEBHOOK_DUPLICATE("a callback is delivered twice"),
    /// A callback is held back so that later ones overtake it.
    WEBHOOK_REORDER("a callback is held back, later ones overtake it"),
    /// A callback is never sent.
    WEBHOOK_LOST("a callback is never sent"),
    /// A callback carries a signature that doesn't fit its body.
    WEBHOOK_BAD_SIGNATURE("a callback's signature is wrong"),
    /// The connection is cut before the callback's answer is read, so it will be retried.
    WEBHOOK_ANSWER_LOST("a callback's answer is lost, so it is retried"),
    /// NetSuite refuses a call for concurrency although the limit isn't reached.
    NETSUITE_429("429 CONCURRENCY_LIMIT_EXCEEDED though the limit isn't reached"),
    /// NetSuite answers status 400 where it refuses for concurrency.
    NETSUITE_CONCURRENCY_400("a refusal for concurrency has status 400"),
    /// NetSuite stalls, then says 401 INVALID_LOGIN, where it refuses for concurrency.
    NETSUITE_CONCURRENCY_STALL("a refusal for concurrency stalls, then is a 401 INVALID_LOGIN"),
    /// NetSuite does the write and then cuts the connection.
    NETSUITE_LOST_ANSWER("the write is done, the connection is cut"),
    /// NetSuite cuts the connection before it does anything.
    NETSUITE_CUT("the connection is cut, nothing is done"),
    /// NetSuite answers 500 UNEXPECTED_ERROR, nothing is done.
    NETSUITE_500("500 UNEXPECTED_ERROR with an Error ID, nothing is done"),
    /// NetSuite does the write and then answers 500 UNEXPECTED_ERROR.
    NETSUITE_500_AFTER_WRITE("500 UNEXPECTED_ERROR although the write is done"),
    /// NetSuite answers 503 with an HTML page.
    NETSUITE_503("503 with an HTML page"),
    /// NetSuite takes much longer than usual, most of it when the work is done already: who gave up
    /// waiting can't know whether it was.
    NETSUITE_SLOW("a call takes much longer"),
    /// NetSuite says that a workflow locked the record.
    NETSUITE_LOCKED("400 USER_ERROR: locked by a user defined workflow"),
    /// NetSuite forgets all access tokens.
    NETSUITE_TOKEN_REVOKED("all access tokens are revoked"),
    /// The token endpoint answers 500.
    NETSUITE_TOKEN_500("the token endpoint answers 500");

    private final String wireName;
    private final String effect;

    Fault(String effect) {
        this.wireName = name().toLowerCase(Locale.ROOT).replace('_', '-');
        this.effect = effect;
    }

    /// The name in the admin API.
    public String wireName() {
        return wireName;
    }

    /// What a client sees when it strikes.
    public String effect() {
        return effect;
    }

    /// The fault of this wire name.
    public static Optional<Fault> named(String wireName) {
        return Arrays.stream(values()).filter(f -> f.wireName.equals(wireName)).findFirst();
    }
}
