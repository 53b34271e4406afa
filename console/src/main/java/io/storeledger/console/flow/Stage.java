package io.storeledger.console.flow;

import io.storeledger.common.topic.Topic;
import io.storeledger.common.topic.Topics;

/// A topic that groups work off, and what their names begin with; the connection's name follows.
enum Stage {
    WEBHOOKS("Webhooks", Topics.WEBHOOKS, "enricher.", true),
    ORDERS("Orders", Topics.ORDERS, "writer.", true),
    CUSTOMERS("Customers", Topics.CUSTOMERS, "writer.", true),
    REFUNDS("Refunds", Topics.REFUNDS, "writer.", true),
    CATALOGUE("Catalogue", Topics.CATALOG_CHANGES, "catalog.", false);

    private final String title;
    private final Topic<?> topic;
    private final String groups;
    private final boolean toNetSuite;

    Stage(String title, Topic<?> topic, String groups, boolean toNetSuite) {
        this.title = title;
        this.topic = topic;
        this.groups = groups;
        this.toNetSuite = toNetSuite;
    }

    String title() {
        return title;
    }

    Topic<?> topic() {
        return topic;
    }

    String groups() {
        return groups;
    }

    /// Whether what is in the topic is on its way to NetSuite.
    boolean toNetSuite() {
        return toNetSuite;
    }
}
