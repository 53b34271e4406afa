package io.storeledger.clients.signin;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Somebody, as the provider's ID token describes them.
///
/// @param subject the provider's own name for them
public record Identity(String subject, Map<String, Object> claims) {
    public Identity {
        claims = Map.copyOf(claims);
    }

    /// A claim that is a text.
    public Optional<String> text(String claim) {
        return claims.get(claim) instanceof String text && !text.isBlank()
                ? Optional.of(text)
                : Optional.empty();
    }

    /// A claim that is a list of texts, or one text; empty if it is neither.
    public List<String> texts(String claim) {
        return switch (claims.get(claim)) {
            case String text -> List.of(text);
            case List<?> list ->
                    list.stream().filter(String.class::isInstance).map(String.class::cast).toList();
            case null, default -> List.of();
        };
    }

    /// Names nobody: a person's claims are personal data.
    @Override
    public String toString() {
        return "Identity[***]";
    }
}
