package io.storeledger.sandbox.shop;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/// What the seeded store sells; the seeded account has an item of each SKU.
public final class Catalogue {
    /// All products: `SB-TEE-RED` to `SB-EBOOK-WHT`, colours times goods. T-shirts, towels and
    /// e-books are one product with a variant of each colour, so that these share a product id.
    public static final List<Product> PRODUCTS = products();

    private static final int FIRST_PRODUCT_ID = 77;

    private Catalogue() {}

    private record Good(
            String code, String name, String price, boolean digital, boolean variants) {}

    private static List<Product> products() {
        List<Good> goods =
                List.of(
                        new Good("TEE", "T-shirt", "19.95", false, true),
                        new Good("MUG", "Mug", "7.49", false, false),
                        new Good("BAG", "Bag", "62.6793", false, false),
                        new Good("LAMP", "Lamp", "129.00", false, false),
                        new Good("PEN", "Pen", "0.333", false, false),
                        new Good("DESK", "Desk", "1008.74", false, false),
                        new Good("TOWEL", "Towel", "55.99", false, true),
                        new Good("EBOOK", "E-book", "9.99", true, true));
        List<String> colours = List.of("RED", "BLU", "GRN", "BLK", "WHT");
        List<Product> products = new ArrayList<>();
        long id = FIRST_PRODUCT_ID;
        for (Good good : goods) {
            long first = id;
            for (String colour : colours) {
                products.add(
                        new Product(
                                good.variants() ? first : id,
                                id + 300,
                                "SB-" + good.code() + "-" + colour,
                                good.name() + " " + colour,
                                new BigDecimal(good.price()),
                                good.digital()));
                id++;
            }
        }
        return List.copyOf(products);
    }
}
