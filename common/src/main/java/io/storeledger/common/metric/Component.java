package io.storeledger.common.metric;

/// The services, as the label `component` names them. It is not called `service`, since Prometheus'
/// operator gives each target a label of that name and would rename ours.
public enum Component {
    INGRESS("ingress"),
    ENRICHER("enricher"),
    NETSUITE_WRITER("netsuite-writer"),
    CATALOG_PUBLISHER("catalog-publisher"),
    CONSOLE("console");

    private final String word;

    Component(String word) {
        this.word = word;
    }

    /// Its name in labels.
    public String word() {
        return word;
    }
}
