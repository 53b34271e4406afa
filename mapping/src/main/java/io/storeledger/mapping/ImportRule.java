package io.storeledger.mapping;

import io.storeledger.common.config.Settings;
import io.storeledger.common.event.OrderSnapshot.Disposition;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.node.ObjectNode;

/// Which orders are imported: a connection's `orders` section.
///
/// @param statuses BigCommerce's status ids that are imported
public record ImportRule(Set<Integer> statuses) {
    private static final int INCOMPLETE = 0;
    private static final int HIGHEST_STATUS = 14;

    /// Paid or to be delivered: shipped (2, 3), refunded after a sale (4, 14), awaiting pickup,
    /// shipment or fulfilment (8, 9, 11), completed (10). Not: pending, cancelled, declined,
    /// awaiting payment, under verification, disputed.
    private static final List<String> STANDARD = List.of("2", "3", "4", "8", "9", "10", "11", "14");

    public ImportRule {
        statuses = Set.copyOf(statuses);
    }

    /// Reads the section.
    public static ImportRule read(Settings settings) {
        Set<Integer> statuses = new TreeSet<>();
        for (String status : settings.strings("importStatuses", STANDARD)) {
            if (status.matches("\\d{1,2}") && Integer.parseInt(status) <= HIGHEST_STATUS) {
                statuses.add(Integer.parseInt(status));
            } else {
                settings.fault(
                        "importStatuses",
                        "has \"%s\"; write BigCommerce's status ids from 1 to 14, for example 11"
                                .formatted(status));
            }
        }
        if (statuses.contains(INCOMPLETE)) {
            settings.fault(
                    "importStatuses", "has 0 (Incomplete), which is no order yet; leave it out");
        }
        return new ImportRule(statuses);
    }

    /// What is to become of an order as fetched.
    public Disposition of(ObjectNode order) {
        if (order.path("is_deleted").asBoolean(false)) {
            return Disposition.ARCHIVED;
        }
        int status = order.path("status_id").asInt(INCOMPLETE);
        if (status == INCOMPLETE) {
            return Disposition.INCOMPLETE;
        }
        return statuses.contains(status) ? Disposition.IMPORT : Disposition.STATUS_NOT_IMPORTED;
    }
}
