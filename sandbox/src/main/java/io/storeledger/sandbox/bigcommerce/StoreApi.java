package io.storeledger.sandbox.bigcommerce;

import io.javalin.config.RoutesConfig;
import io.storeledger.sandbox.http.Answer;
import io.storeledger.sandbox.http.Pauses;
import io.storeledger.sandbox.json.Json;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/// The store's API as a whole: every route below `/bigcommerce`.
public final class StoreApi {
    static final String BASE = "/bigcommerce/stores/{hash}";

    private static final Set<String> INFORMATION =
            Set.of("store_v2_information", "store_v2_information_read_only");

    private StoreApi() {}

    /// Registers all routes.
    public static void register(RoutesConfig config, StoreSandbox store, Pauses pauses) {
        Routes routes = new Routes(config, new ApiGate(store, pauses));
        routes.get("/v2/time", INFORMATION, ctx -> time(store));
        routes.get("/v2/store", INFORMATION, ctx -> store(store));
        new OrderRoutes(store).register(routes);
        new PaymentRoutes(store).register(routes);
        new CustomerRoutes(store).register(routes);
        new HookRoutes(store).register(routes);
        new ProductRoutes(store).register(routes);
        new VariantRoutes(store).register(routes);
        new InventoryRoutes(store, pauses).register(routes);
    }

    private static Answer time(StoreSandbox store) {
        ObjectNode body = Json.object();
        body.put("time", store.toldTime().getEpochSecond());
        return Answer.json(200, body);
    }

    private static Answer store(StoreSandbox store) {
        StoreConfig config = store.config();
        ObjectNode body = Json.object();
        body.put("id", config.hash());
        body.put("account_uuid", "5ad0b0c5-0000-4000-8000-000000000001");
        body.put("domain", "sandbox.store.invalid");
        body.put("secure_url", "https://sandbox.store.invalid");
        body.put("status", "live");
        body.put("name", "Sandbox store");
        body.put("country", "United States");
        body.put("country_code", "US");
        body.put("admin_email", "admin@store.invalid");
        body.put("order_email", "orders@store.invalid");
        ObjectNode timezone = body.putObject("timezone");
        timezone.put("name", "UTC");
        timezone.put("raw_offset", 0);
        timezone.put("dst_offset", 0);
        timezone.put("dst_correction", false);
        body.put("language", "en");
        body.put("currency", config.currency());
        body.put("currency_symbol", "$");
        body.put("decimal_separator", ".");
        body.put("thousands_separator", ",");
        body.put("decimal_places", 2);
        body.put("currency_symbol_location", "left");
        body.put("weight_units", "Ounces");
        body.put("dimension_units", "Inches");
        body.put("plan_name", "Enterprise");
        body.put("plan_level", "Enterprise");
        body.put("is_price_entered_with_tax", false);
        body.put("store_id", config.storeId());
        body.put("default_channel_id", 1);
        body.put("default_site_id", 1000);
        body.putObject("features").put("multi_storefront_enabled", true);
        return Answer.json(200, body);
    }
}
