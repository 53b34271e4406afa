package io.storeledger.console.flow;

import io.storeledger.common.topic.Topic;
import io.storeledger.common.topic.Topics;
import java.util.List;

/// A topic that groups work off.
///
/// @param title what people call it
/// @param groups what the groups' names begin with; the connection's name follows
/// @param toNetSuite whether what is in the topic is on its way to NetSuite
record Stage(String title, Topic<?> topic, String groups, boolean toNetSuite) {
    static final Stage WEBHOOKS = new Stage("Webhooks", Topics.WEBHOOKS, "enricher.", true);
    static final Stage CATALOGUE =
            new Stage("Catalogue", Topics.CATALOG_CHANGES, "catalog.", false);

    /// All of them, in the order of the way.
    static final List<Stage> ALL =
            List.of(
                    WEBHOOKS,
                    new Stage("Orders", Topics.ORDERS, "writer.", true),
                    new Stage("Customers", Topics.CUSTOMERS, "writer.", true),
                    new Stage("Refunds", Topics.REFUNDS, "writer.", true),
                    CATALOGUE);
}
