package io.storeledger.ingress.signature;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.storeledger.common.config.Secret;
import io.storeledger.ingress.signature.Verdict.Accepted;
import io.storeledger.ingress.signature.Verdict.Refused;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.OptionalLong;

/// The Standard Webhooks signature: HMAC-SHA256 over `{webhook-id}.{webhook-timestamp}.{body}`, in
/// `webhook-signature` as a list of `v1,<base64>` separated by spaces.
final class StandardWebhooks implements SignatureScheme {
    private static final String VERSION = "v1,";

    /// Digits of any time until the year 5138; what is longer is no timestamp.
    private static final int MOST_DIGITS = 11;

    private final HmacKeys keys;
    private final long toleranceSeconds;

    StandardWebhooks(List<Secret> secrets, Duration tolerance) {
        keys = new HmacKeys(secrets);
        toleranceSeconds = tolerance.toSeconds();
    }

    @Override
    public Verdict verify(SignedHeaders headers, byte[] body, long nowSeconds) {
        String id = headers.get(SignedHeaders.WEBHOOK_ID);
        String timestamp = headers.get(SignedHeaders.WEBHOOK_TIMESTAMP);
        String list = headers.get(SignedHeaders.WEBHOOK_SIGNATURE);
        if (list == null) {
            return new Refused(Refusal.MISSING);
        }
        if (id == null || id.isBlank() || timestamp == null) {
            return new Refused(Refusal.MALFORMED);
        }
        OptionalLong seconds = seconds(timestamp);
        List<byte[]> signatures = signatures(list);
        if (seconds.isEmpty() || signatures.isEmpty()) {
            return new Refused(Refusal.MALFORMED);
        }
        byte[] before = (id + "." + timestamp + ".").getBytes(ISO_8859_1);
        for (HmacKey key : keys.now()) {
            for (byte[] signature : signatures) {
                if (key.signed(signature, before, body)) {
                    long distance = Math.abs(nowSeconds - seconds.getAsLong());
                    return new Accepted(Scheme.STANDARD_WEBHOOKS, distance > toleranceSeconds);
                }
            }
        }
        return new Refused(Refusal.MISMATCH);
    }

    /// The time of an attempt as `webhook-timestamp` says it; empty if it is no time.
    static OptionalLong seconds(String timestamp) {
        if (timestamp.isEmpty() || timestamp.length() > MOST_DIGITS) {
            return OptionalLong.empty();
        }
        long seconds = 0;
        for (int i = 0; i < timestamp.length(); i++) {
            char digit = timestamp.charAt(i);
            if (digit < '0' || digit > '9') {
                return OptionalLong.empty();
            }
            seconds = seconds * 10 + (digit - '0');
        }
        return OptionalLong.of(seconds);
    }

    /// The readable signatures of version 1; those of other versions are for others.
    private static List<byte[]> signatures(String list) {
        List<byte[]> all = new ArrayList<>(1);
        int from = 0;
        while (from < list.length()) {
            int space = list.indexOf(' ', from);
            int to = space < 0 ? list.length() : space;
            if (list.startsWith(VERSION, from)) {
                try {
                    all.add(Base64.getDecoder().decode(list.substring(from + 3, to)));
                } catch (IllegalArgumentException e) {
                    // no base64: another of the list may be
                }
            }
            from = to + 1;
        }
        return all;
    }
}
