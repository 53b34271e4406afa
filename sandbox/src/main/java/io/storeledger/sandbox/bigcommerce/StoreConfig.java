package io.storeledger.sandbox.bigcommerce;

import io.storeledger.sandbox.bigcommerce.webhook.WebhookSettings;
import java.time.Duration;
import java.util.Set;

/// The one simulated store: who may call it, and what it is strict about.
///
/// @param scopes the OAuth scopes of the API account
/// @param quota calls allowed per window; BigCommerce's Standard plan has 150, Pro 450
/// @param quotaWindow 30 s in life
/// @param inlinedLineItems how many of an order's lines `include=consignments.line_items` gives at
///   most (undocumented in life, so the unpleasant choice)
/// @param staleFor how long an order stays without its products when the stale-read fault strikes
/// @param hangFor how long the hang fault says nothing
/// @param slowBy how much later an answer comes at most when the slow fault strikes
public record StoreConfig(
        String hash,
        long storeId,
        String clientId,
        String clientSecret,
        String accessToken,
        Set<String> scopes,
        String currency,
        int quota,
        Duration quotaWindow,
        int inlinedLineItems,
        Duration staleFor,
        Duration hangFor,
        Duration slowBy,
        WebhookSettings webhooks) {
    /// Copies the scopes.
    public StoreConfig {
        scopes = Set.copyOf(scopes);
    }

    /// The defaults that the demo uses. The credentials are made up and open nothing.
    public static StoreConfig defaults() {
        return new StoreConfig(
                "sandbox1",
                1_001_001,
                "sandbox-client-id",
                "sandbox-client-secret",
                "sandbox-access-token",
                Set.of(
                        "store_v2_orders",
                        "store_v2_transactions_read_only",
                        "store_v2_customers_read_only",
                        "store_v2_information_read_only",
                        "store_v2_products",
                        "store_inventory",
                        "store_locations_read_only",
                        "store_channel_settings_read_only"),
                "USD",
                1_000_000,
                Duration.ofSeconds(30),
                50,
                Duration.ofSeconds(2),
                Duration.ofSeconds(60),
                Duration.ofSeconds(5),
                WebhookSettings.defaults());
    }

    /// The same with other webhook settings.
    public StoreConfig withWebhooks(WebhookSettings settings) {
        return new StoreConfig(
                hash,
                storeId,
                clientId,
                clientSecret,
                accessToken,
                scopes,
                currency,
                quota,
                quotaWindow,
                inlinedLineItems,
                staleFor,
                hangFor,
                slowBy,
                settings);
    }

    /// The same with another number of inlined lines.
    public StoreConfig withInlinedLineItems(int lines) {
        return new StoreConfig(
                hash,
                storeId,
                clientId,
                clientSecret,
                accessToken,
                scopes,
                currency,
                quota,
                quotaWindow,
                lines,
                staleFor,
                hangFor,
                slowBy,
                webhooks);
    }

    /// The same with other times for stale reads, hanging and slow answers.
    public StoreConfig withTimes(Duration stale, Duration hang, Duration slow) {
        return new StoreConfig(
                hash,
                storeId,
                clientId,
                clientSecret,
                accessToken,
                scopes,
                currency,
                quota,
                quotaWindow,
                inlinedLineItems,
                stale,
                hang,
                slow,
                webhooks);
    }

    /// The same with other scopes.
    public StoreConfig withScopes(Set<String> granted) {
        return new StoreConfig(
                hash,
                storeId,
                clientId,
                clientSecret,
                accessToken,
                granted,
                currency,
                quota,
                quotaWindow,
                inlinedLineItems,
                staleFor,
                hangFor,
                slowBy,
                webhooks);
    }
}
