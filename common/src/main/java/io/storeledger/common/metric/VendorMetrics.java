package io.storeledger.common.metric;

import static io.storeledger.common.metric.Component.CATALOG_PUBLISHER;
import static io.storeledger.common.metric.Component.CONSOLE;
import static io.storeledger.common.metric.Component.ENRICHER;
import static io.storeledger.common.metric.Component.INGRESS;
import static io.storeledger.common.metric.Component.NETSUITE_WRITER;
import static io.storeledger.common.metric.Label.ACCOUNT;
import static io.storeledger.common.metric.Label.COMPONENT_OF_REGISTRY;
import static io.storeledger.common.metric.Label.STORE;
import static io.storeledger.common.metric.Label.oneOf;

import java.util.List;

/// The calls to BigCommerce and NetSuite, and what the two allow.
public final class VendorMetrics {
    /// Calls of an API.
    public static final TimerMetric CALLS =
            TimerMetric.of(
                    Spec.of(
                                    "api.calls",
                                    "Calls to a vendor's API, from request to answer, without the"
                                            + " wait for a slot or for quota",
                                    INGRESS,
                                    ENRICHER,
                                    NETSUITE_WRITER,
                                    CATALOG_PUBLISHER,
                                    CONSOLE)
                            .by(
                                    COMPONENT_OF_REGISTRY,
                                    oneOf("vendor", "bigcommerce", "netsuite", "identity-provider"),
                                    Label.open("operation", "what the call is for: a fixed set"),
                                    oneOf(
                                            "outcome",
                                            "2xx",
                                            "3xx",
                                            "4xx",
                                            "5xx",
                                            "throttled",
                                            "no-answer"))
                            .later("once such a call was made"),
                    .05,
                    .1,
                    .25,
                    .5,
                    1,
                    2.5,
                    5,
                    10,
                    30);

    /// NetSuite's slots found.
    public static final GaugeMetric NETSUITE_LIMIT =
            netSuite(
                    "concurrency.limit",
                    "Calls the account is believed to bear at once: the limit found");

    /// NetSuite's slots used.
    public static final GaugeMetric NETSUITE_IN_FLIGHT =
            netSuite("concurrency.in.flight", "Slots in use: calls to the account under way");

    /// Too many at once.
    public static final CounterMetric NETSUITE_REFUSALS =
            new CounterMetric(
                    account(
                            "concurrency.refusals",
                            "Calls the account refused because too many were under way"));

    /// When the certificate ends.
    public static final GaugeMetric CERTIFICATE_EXPIRY =
            new GaugeMetric(
                    account(
                                    "certificate.expiry.timestamp",
                                    "When the certificate mapped in NetSuite ends, in seconds of"
                                            + " the epoch; NaN if it can't be read")
                            .in(Spec.SECONDS)
                            .later("where netsuite.certificate is configured"));

    /// The store's quota left.
    public static final GaugeMetric QUOTA_LEFT =
            store(
                    "quota.left",
                    "Calls left in the store's current quota window; NaN if unlimited or not known"
                            + " yet");

    /// The store's whole quota.
    public static final GaugeMetric QUOTA_WINDOW =
            store(
                    "quota.window",
                    "Calls of a whole quota window of the store; NaN if unlimited or not known"
                            + " yet");

    static final List<Metric> ALL =
            List.of(
                    CALLS,
                    NETSUITE_LIMIT,
                    NETSUITE_IN_FLIGHT,
                    NETSUITE_REFUSALS,
                    CERTIFICATE_EXPIRY,
                    QUOTA_LEFT,
                    QUOTA_WINDOW);

    private VendorMetrics() {}

    private static GaugeMetric netSuite(String name, String about) {
        return new GaugeMetric(account(name, about));
    }

    private static Spec account(String name, String about) {
        return Spec.of("netsuite." + name, about, NETSUITE_WRITER, CATALOG_PUBLISHER, CONSOLE)
                .by(COMPONENT_OF_REGISTRY, ACCOUNT);
    }

    private static GaugeMetric store(String name, String about) {
        return new GaugeMetric(
                Spec.of("bigcommerce." + name, about, ENRICHER, CATALOG_PUBLISHER, CONSOLE)
                        .by(COMPONENT_OF_REGISTRY, STORE));
    }
}
