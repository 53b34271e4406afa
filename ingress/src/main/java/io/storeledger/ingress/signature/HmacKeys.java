package io.storeledger.ingress.signature;

import io.storeledger.common.config.Secret;
import java.util.List;

/// The keys of secrets that may change while we run: made once for as long as the secrets stay.
final class HmacKeys {
    private final List<Secret> secrets;
    private volatile Made made = new Made(List.of(), List.of());

    private record Made(List<Secret> of, List<HmacKey> keys) {}

    /// @param secrets each of which may consist of several while they are rotated
    HmacKeys(List<Secret> secrets) {
        this.secrets = List.copyOf(secrets);
    }

    /// The keys that are accepted now.
    List<HmacKey> now() {
        List<Secret> parts = parts(secrets);
        Made last = made;
        if (!last.of().equals(parts)) {
            last = new Made(parts, parts.stream().map(HmacKey::new).toList());
            made = last;
        }
        return last.keys();
    }

    /// The secrets that are accepted now.
    static List<Secret> parts(List<Secret> secrets) {
        return secrets.stream().flatMap(secret -> secret.parts().stream()).toList();
    }
}
