package io.storeledger.sandbox;

import io.storeledger.sandbox.netsuite.NetSuiteSandbox;
import io.storeledger.sandbox.shop.Catalogue;
import io.storeledger.sandbox.shop.Product;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What a seeded account has to refer to. The ids are fixed, so that settings can name them.
final class Seed {
    /// What carries the parts of an order that are no product, ids from 1.
    private static final List<String> CHARGES =
            List.of(
                    "BC-SHIPPING",
                    "BC-HANDLING",
                    "BC-WRAPPING",
                    "BC-FEE",
                    "BC-GIFT-CERTIFICATE",
                    "BC-CUSTOM-ITEM",
                    "BC-TAX",
                    "BC-ROUNDING",
                    "BC-STORE-CREDIT",
                    "BC-REFUND-ADJUSTMENT");

    private static final List<String> DISCOUNTS = List.of("BC-DISCOUNT", "BC-COUPON");
    private static final int FIRST_PRODUCT = 101;
    private static final int MATRIX = 201;
    private static final int MAIN = 1;
    private static final int SECOND = 3;

    private Seed() {}

    static void into(NetSuiteSandbox account) {
        currency(account, 1, "USD", 2);
        currency(account, 2, "GBP", 2);
        currency(account, 3, "CAD", 2);
        currency(account, 4, "EUR", 2);
        currency(account, 5, "JPY", 0);
        add(account, "subsidiary", 1, "Sandbox Inc", Map.of("currency", "1", "country", "US"));
        add(account, "subsidiary", 2, "Sandbox UK Ltd", Map.of("currency", "2", "country", "GB"));
        add(account, "location", 1, "Main warehouse", Map.of("subsidiary", "1"));
        add(account, "location", 2, "UK warehouse", Map.of("subsidiary", "2"));
        add(account, "location", 3, "Second warehouse", Map.of("subsidiary", "1"));
        add(account, "department", 1, "Online", Map.of("subsidiary", "1, 2"));
        add(account, "department", 2, "Retail", Map.of("subsidiary", "1"));
        add(account, "classification", 1, "Web", Map.of("subsidiary", "1, 2"));
        add(account, "salestaxitem", 1, "Storefront tax", Map.of("taxtype", "1", "country", "US"));
        add(account, "salestaxitem", 2, "UK VAT", Map.of("taxtype", "2", "country", "GB"));
        ids(account, "shipitem", List.of("Ground", "Express", "Free shipping", "International"));
        ids(
                account,
                "paymentmethod",
                List.of("Card", "PayPal", "Cash", "Gift certificate", "Store credit"));
        ids(account, "pricelevel", List.of("Base Price", "Online Price"));
        ids(account, "term", List.of("Net 30", "Prepaid"));
        int id = 1;
        for (String sku : CHARGES) {
            account.addItem(sku, "OthCharge", Map.of("id", Integer.toString(id++)));
        }
        for (String sku : DISCOUNTS) {
            account.addItem(sku, "Discount", Map.of("id", Integer.toString(id++)));
        }
        id = FIRST_PRODUCT;
        for (Product product : Catalogue.PRODUCTS) {
            account.addItem(
                    product.sku(),
                    product.digital() ? "NonInvtPart" : "InvtPart",
                    Map.of(
                            "id",
                            Integer.toString(id),
                            "displayname",
                            product.name(),
                            "isonline",
                            "T",
                            "storedescription",
                            product.name() + " of good make",
                            "weight",
                            "0.5",
                            "baseprice",
                            product.price().toPlainString()));
            if (!product.digital()) {
                // cheap things are bought by the hundred
                stock(account, id, product.price().compareTo(BigDecimal.ONE) < 0 ? 100 : 1);
            }
            id++;
        }
        matrix(account);
    }

    // 20 to 200 of each in the main warehouse, some more of every third in the second one.
    private static void stock(NetSuiteSandbox account, int item, long times) {
        account.stock(item, MAIN, (20 + item * 37 % 181) * times);
        if (item % 3 == 0) {
            account.stock(item, SECOND, (5 + item % 20) * times);
        }
    }

    // An item with variants that the store doesn't have yet.
    private static void matrix(NetSuiteSandbox account) {
        Map<String, String> parent =
                Map.of(
                        "id", Integer.toString(MATRIX),
                        "displayname", "Hoodie",
                        "matrixtype", "PARENT",
                        "isonline", "T",
                        "storedescription", "A warm hoodie",
                        "storedetaileddescription", "<p>A warm hoodie of organic cotton.</p>",
                        "baseprice", "49.90");
        account.addItem("NS-HOODIE", "InvtPart", parent);
        int id = MATRIX + 1;
        for (String color : List.of("Black", "Red")) {
            for (String size : List.of("M", "L")) {
                Map<String, String> child = new HashMap<>(parent);
                child.put("id", Integer.toString(id));
                child.put("displayname", "Hoodie " + color + " " + size);
                child.put("matrixtype", "CHILD");
                child.put("parent", Integer.toString(MATRIX));
                child.put("custitem_color", color);
                child.put("custitem_size", size);
                String sku = "NS-HOODIE-" + color.substring(0, 3).toUpperCase(Locale.ROOT);
                child.put("fullname", "NS-HOODIE : " + sku + "-" + size);
                account.addItem(sku + "-" + size, "InvtPart", child);
                stock(account, id++, 1);
            }
        }
    }

    private static void currency(NetSuiteSandbox account, int id, String symbol, int decimals) {
        Map<String, String> attributes =
                Map.of("symbol", symbol, "currencyprecision", Integer.toString(decimals));
        add(account, "currency", id, symbol, attributes);
    }

    private static void ids(NetSuiteSandbox account, String table, List<String> names) {
        for (int i = 0; i < names.size(); i++) {
            add(account, table, i + 1, names.get(i), Map.of());
        }
    }

    private static void add(
            NetSuiteSandbox account,
            String table,
            int id,
            String name,
            Map<String, String> attributes) {
        Map<String, String> all = new HashMap<>(attributes);
        all.put("id", Integer.toString(id));
        account.addReference(table, name, all);
    }
}
