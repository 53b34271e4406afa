package io.storeledger.mapping;

import java.util.ArrayList;
import tools.jackson.databind.node.ObjectNode;

/// Which parts of bundles become lines.
final class Bundle {
    private Bundle() {}

    /// Whether a product line is left out; see [#dropped(Part, Rules)].
    static boolean dropped(ObjectNode product, Rules rules) {
        // what is no amount of money is noted when the order is mapped
        return dropped(OrderMoney.product(product, "", new ArrayList<>()), rules);
    }

    /// Whether a part is left out: money can't be, or the total would be wrong.
    static boolean dropped(Part part, Rules rules) {
        return switch (rules.bundles()) {
            case LINES -> false;
            case PARENT_ONLY ->
                    part.kind() == Part.Kind.PRODUCT
                            && Products.partOfBundle(part.source())
                            && part.inc().signum() == 0
                            && part.ex().signum() == 0;
        };
    }
}
