package io.storeledger.ingress.callback;

import static io.storeledger.common.event.RecordKey.CUSTOMER;
import static io.storeledger.common.event.RecordKey.ORDER;

import io.storeledger.common.event.RecordKey;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which record the events of a scope belong to: what must be read in order shares a key.
///
/// Refunds, messages, transactions and shipments belong to their order, addresses to their customer
/// (whose callbacks say type "customer" with the address's id), SKUs and stock to their product,
/// metafields to what they describe, and the events of a channel to what they name, else to it.
sealed interface Subject {
    /// All fields of `data` that any scope is placed by.
    Set<String> FIELDS =
            Set.of(
                    "id",
                    "order_id",
                    "orderId",
                    "customer_id",
                    "address.customer_id",
                    "product_id",
                    "sku.product_id",
                    "inventory.product_id",
                    "variant_id",
                    "category_id",
                    "tree_id",
                    "cart_id",
                    "cartId",
                    "price_list_id",
                    "price_list_ids",
                    "location_id",
                    "page_id",
                    "uuid",
                    "theme_id",
                    "resource_id",
                    "resource_type");

    /// The record of this resource that a field names.
    record Named(String resource, String field) {}

    /// The first of these whose field is there.
    record OneOf(List<Named> candidates) implements Subject {
        @Nullable RecordKey key(String store, Map<String, String> data) {
            for (Named candidate : candidates) {
                String id = data.get(candidate.field());
                if (id != null) {
                    return isId(id) ? new RecordKey(store, candidate.resource(), id) : null;
                }
            }
            return null;
        }
    }

    /// The record that a metafield's own fields name.
    record MetafieldOwner() implements Subject {
        @Nullable RecordKey key(String store, Map<String, String> data) {
            String type = data.get("resource_type");
            String id = data.get("resource_id");
            return type != null && id != null && isId(type) && isId(id)
                    ? new RecordKey(store, type, id)
                    : null;
        }
    }

    /// A channel as such.
    record Channel(String id) implements Subject {}

    /// The store as such.
    record Store() implements Subject {}

    /// No event that we know.
    record Nothing() implements Subject {}

    /// The subject of a scope such as `store/order/updated`.
    static Subject of(String scope) {
        String[] words = scope.split("/", -1);
        if (words.length < 3 || !words[0].equals("store")) {
            return new Nothing();
        }
        String detail = words[2];
        if (words[1].equals("channel") && words.length > 3 && !detail.equals("metafield")) {
            return ofChannel(detail, words[3], words.length > 4 ? words[4] : "");
        }
        Subject subject = of(words[1], detail);
        boolean metafield = words[words.length - 2].equals("metafield");
        return metafield && subject instanceof OneOf(List<Named> candidates)
                ? oneOf(candidates.getFirst().resource(), "resource_id")
                : subject;
    }

    /// Whether a text is an id and can be part of a key: the vendor's are numbers and UUIDs.
    static boolean isId(String text) {
        if (text.isEmpty() || text.length() > 64) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean fits =
                    (c >= '0' && c <= '9')
                            || (c >= 'a' && c <= 'z')
                            || (c >= 'A' && c <= 'Z')
                            || c == '-'
                            || c == '_'
                            || c == '.';
            if (!fits) {
                return false;
            }
        }
        return true;
    }

    private static Subject of(String word, String detail) {
        return switch (word) {
            case "order" -> oneOf(ORDER, "order_id", "id");
            case "shipment" -> oneOf(ORDER, "orderId", "order_id");
            case "customer" ->
                    detail.equals("address")
                            ? oneOf(CUSTOMER, "address.customer_id")
                            : oneOf(CUSTOMER, "customer_id", "id");
            case "product" -> oneOf("product", "product_id", "inventory.product_id", "id");
            case "sku" ->
                    new OneOf(
                            List.of(
                                    new Named("product", "sku.product_id"),
                                    new Named("product", "inventory.product_id"),
                                    new Named("sku", "id")));
            case "variant" -> oneOf("variant", "variant_id", "id");
            case "category" -> oneOf("category", "category_id", "id");
            case "categoryTree" -> oneOf("categoryTree", "tree_id", "id");
            case "brand" -> oneOf("brand", "id");
            case "cart" ->
                    detail.startsWith("lineItem")
                            ? oneOf("cart", "cart_id", "cartId")
                            : oneOf("cart", "cart_id", "id");
            case "priceList", "priceLists" ->
                    oneOf("priceList", "price_list_id", "price_list_ids", "id");
            case "inventory" ->
                    detail.equals("location")
                            ? oneOf("location", "location_id", "id")
                            : new Nothing();
            case "channel" -> oneOf("channel", "id");
            case "page" -> oneOf("page", "page_id", "id");
            case "script" -> oneOf("script", "uuid", "id");
            case "theme" -> oneOf("theme", "theme_id", "id");
            case "modifier" -> oneOf("modifier", "id");
            case "option" -> oneOf("option", "id");
            case "subscriber" -> oneOf("subscriber", "id");
            case "hook" -> oneOf("hook", "id");
            case "metafield" -> new MetafieldOwner();
            case "information", "app" -> new Store();
            default -> new Nothing();
        };
    }

    private static Subject ofChannel(String channel, String word, String detail) {
        return switch (word) {
            case "inventory" -> oneOf("product", "product_id");
            case "order", "customer", "product", "category", "categoryTree", "cart", "page" ->
                    of(word, detail);
            case "script", "theme", "priceList" -> of(word, detail);
            default -> new Channel(channel);
        };
    }

    private static OneOf oneOf(String resource, String... fields) {
        return new OneOf(Arrays.stream(fields).map(field -> new Named(resource, field)).toList());
    }
}
