package io.storeledger.sandbox.bigcommerce.catalog;

import java.util.Map;

/// A write to the catalogue or the inventory that the store refuses as a whole.
public final class CatalogRefusal extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;
    private final transient Map<String, String> errors;

    CatalogRefusal(int status, String title, Map<String, String> errors) {
        super(title);
        this.status = status;
        this.errors = Map.copyOf(errors);
    }

    static CatalogRefusal invalid(String field, String why) {
        return new CatalogRefusal(422, "JSON data is missing or invalid", Map.of(field, why));
    }

    static CatalogRefusal conflict(String field, String why) {
        return new CatalogRefusal(409, why, Map.of(field, why));
    }

    static CatalogRefusal notFound() {
        return new CatalogRefusal(404, "The requested resource was not found.", Map.of());
    }

    /// The HTTP status.
    public int status() {
        return status;
    }

    /// What is wrong with which field; empty where the title says it all.
    public Map<String, String> errors() {
        return errors;
    }
}
