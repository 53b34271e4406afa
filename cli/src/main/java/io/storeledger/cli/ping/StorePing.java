package io.storeledger.cli.ping;

import io.storeledger.clients.bigcommerce.BigCommerceClient;
import io.storeledger.clients.bigcommerce.BigCommerceConfig;
import io.storeledger.clients.http.ApiException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// Asks BigCommerce: whether it answers, takes the token, and gives what each flow reads.
///
/// Scopes that only writing needs can't be proved by reading; the line says which one to grant.
final class StorePing {
    private static final Map<String, String> ONE = Map.of("limit", "1");

    /// @param scope as the control panel calls it
    /// @param path what it opens
    private record Scope(String scope, String path) {}

    private static final List<Scope> SCOPES =
            List.of(
                    new Scope("Customers: read-only", "v3/customers"),
                    new Scope("Orders: read-only (refunds)", "v3/orders/payment_actions/refunds"),
                    new Scope("Products: modify", "v3/catalog/products"),
                    new Scope("Store Inventory: modify", "v3/inventory/items"),
                    new Scope("Store Locations: read-only", "v3/inventory/locations"));

    private final BigCommerceClient client;
    private final BigCommerceConfig config;
    private final Set<String> currencies;
    private final Clock clock;
    private final Findings findings;
    private final Patience patience;

    /// @param currencies those that the rules know
    StorePing(
            BigCommerceClient client,
            BigCommerceConfig config,
            Set<String> currencies,
            Clock clock,
            Findings findings,
            Patience patience) {
        this.client = client;
        this.config = config;
        this.currencies = currencies;
        this.clock = clock;
        this.findings = findings;
        this.patience = patience;
    }

    void run() {
        if (!reached()) {
            return;
        }
        clock();
        scope("Information & settings: read-only", "v2/store", Map.of()).ifPresent(this::store);
        Optional<JsonNode> orders =
                scope("Orders: read-only", "v2/orders", Map.of("limit", "1", "sort", "id:desc"));
        transactions(orders);
        SCOPES.forEach(scope -> scope(scope.scope(), scope.path(), ONE));
    }

    /// Hooks need no scope: who may not read them has no good token.
    private boolean reached() {
        String host = config.apiUrl().getHost();
        try {
            var _ = patience.ask(() -> client.read("hooks", "v3/hooks", ONE));
            findings.good(host + " answers and takes the access token; hooks can be read");
            return true;
        } catch (ApiException e) {
            switch (e) {
                case ApiException.Unauthorized refused ->
                        findings.bad(
                                host + " answers and refuses the access token",
                                "check storeHash, and store the token of a store-level API account"
                                    + " with credentials set CONNECTION bigcommerce.accessToken.");
                case ApiException.Transient away when away.status() == 0 ->
                        findings.bad(
                                host + " does not answer",
                                "check apiUrl, the name server and the firewall. "
                                        + away.getMessage());
                case ApiException.Transient away ->
                        findings.bad(
                                host + " answers with HTTP " + away.status(),
                                "try again later. " + away.getMessage());
                case ApiException.NotFound gone ->
                        findings.bad(host + " knows no such store", "check storeHash and apiUrl.");
                case ApiException.Refused refused ->
                        findings.bad(
                                host + " refuses",
                                "check storeHash and apiUrl. " + refused.getMessage());
            }
            return false;
        }
    }

    private void clock() {
        try {
            Clocks.judge(findings, patience.ask(this::before));
        } catch (ApiException.Transient e) {
            findings.bad("clock can't be compared now", "try again later. " + e.getMessage());
        } catch (ApiException e) {
            findings.open("clock: can't be compared without the scope Information & settings");
        }
    }

    /// How far their clock is before ours.
    private Duration before() {
        Instant before = clock.instant();
        Instant theirs = client.time();
        Duration took = Duration.between(before, clock.instant());
        Instant ours = before.plus(took.dividedBy(2)).truncatedTo(ChronoUnit.SECONDS);
        return Duration.between(ours, theirs);
    }

    private void store(JsonNode store) {
        String currency = store.path("currency").asString("");
        if (currencies.contains(currency)) {
            findings.good("currency " + currency + " of the store is in rules.currencies");
        } else if (!currency.isEmpty()) {
            findings.bad(
                    "currency " + currency + " of the store is not in rules.currencies",
                    "add it, or its orders are rejected.");
        }
    }

    private void transactions(Optional<JsonNode> orders) {
        String scope = "Order transactions: read-only";
        Optional<String> id = orders.map(list -> list.path(0).path("id").asString(""));
        if (id.filter(found -> !found.isEmpty()).isPresent()) {
            scope(scope, "v3/orders/" + id.get() + "/transactions", Map.of());
        } else {
            findings.open("scope " + scope + ": can't be proved without an order to read");
        }
    }

    /// @return what was read; empty if nothing could be, or there is nothing
    private Optional<JsonNode> scope(String scope, String path, Map<String, String> query) {
        String what = "scope " + scope;
        try {
            Optional<JsonNode> read = patience.ask(() -> client.read("ping", path, query));
            findings.good(what);
            return read;
        } catch (ApiException e) {
            switch (e) {
                case ApiException.Unauthorized refused ->
                        findings.bad(
                                what + " is missing",
                                "make a new API account that has it, as the scopes of one can't be"
                                        + " changed, and store its token.");
                case ApiException.NotFound gone ->
                        findings.bad(
                                what + " opens nothing",
                                "BigCommerce has no %s for this store; ask its support."
                                        .formatted(path));
                case ApiException.Transient away ->
                        findings.bad(
                                what + " can't be told now",
                                "try again later. " + away.getMessage());
                case ApiException.Refused refused ->
                        findings.bad(what + " can't be told", String.valueOf(e.getMessage()));
            }
            return Optional.empty();
        }
    }
}
