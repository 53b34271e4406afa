package io.storeledger.mapping;

/// A reference that a rule gave, with the rule's key, which is made only where somebody asks.
///
/// @param rule `location`, `items`
/// @param map where in the rule: `byCountry`, or `default`
/// @param name the name in that map, as the rules spell it; empty where there is none
/// @param source the store's own field that it was picked by; empty if by none
record Picked(String rule, String map, String name, String source, Ref ref) {

    static Picked of(String rule, String map, Ref ref) {
        return new Picked(rule, map, "", "", ref);
    }

    /// `location.byCountry.GB`.
    String key() {
        return rule + "." + map + (name.isEmpty() ? "" : "." + name);
    }
}
