package io.storeledger.console.flow;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.storeledger.common.metric.GaugeMetric;
import io.storeledger.common.metric.Label;
import io.storeledger.common.metric.VendorMetrics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoubleBinaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What services measure of the vendors: of this process, and of others as Prometheus reads it.
final class Figures {
    private static final List<GaugeMetric> SHOWN =
            List.of(
                    VendorMetrics.NETSUITE_IN_FLIGHT,
                    VendorMetrics.NETSUITE_LIMIT,
                    VendorMetrics.QUOTA_LEFT,
                    VendorMetrics.QUOTA_WINDOW);
    private static final Pattern LINE =
            Pattern.compile("(\\w+)\\{(?:.*,)?(?:store|account)=\"([^\"]*)\"[^}]*} (\\S+).*");

    private record Figure(GaugeMetric metric, String whose, double value) {}

    private final List<Figure> all = new ArrayList<>();

    /// Adds those of a registry.
    void add(MeterRegistry registry) {
        for (GaugeMetric metric : SHOWN) {
            for (Gauge gauge : registry.find(metric.spec().name()).gauges()) {
                String account = gauge.getId().getTag(Label.ACCOUNT.key());
                String store = gauge.getId().getTag(Label.STORE.key());
                add(metric, account != null ? account : String.valueOf(store), gauge.value());
            }
        }
    }

    /// Adds those of a page in Prometheus' text format.
    void add(String page) {
        for (String line : page.lines().toList()) {
            for (GaugeMetric metric : SHOWN) {
                Matcher matcher = LINE.matcher(line);
                if (matcher.matches() && matcher.group(1).equals(metric.family())) {
                    add(metric, matcher.group(2), number(matcher.group(3)));
                }
            }
        }
    }

    /// Each instance of the writer has slots of its own.
    List<Flow.Account> accounts() {
        Map<String, Double> inFlight = of(VendorMetrics.NETSUITE_IN_FLIGHT, Double::sum);
        return of(VendorMetrics.NETSUITE_LIMIT, Double::sum).entrySet().stream()
                .map(limit ->
                        new Flow.Account(
                                limit.getKey(), inFlight.get(limit.getKey()), limit.getValue()))
                .toList();
    }

    /// All instances draw on the store's one quota; who has seen least left has seen it last.
    List<Flow.Store> stores() {
        Map<String, Double> quota = of(VendorMetrics.QUOTA_WINDOW, Math::max);
        return of(VendorMetrics.QUOTA_LEFT, Math::min).entrySet().stream()
                .map(left ->
                        new Flow.Store(left.getKey(), left.getValue(), quota.get(left.getKey())))
                .toList();
    }

    private void add(GaugeMetric metric, String whose, double value) {
        if (Double.isFinite(value)) {
            all.add(new Figure(metric, whose, value));
        }
    }

    private Map<String, Double> of(GaugeMetric metric, DoubleBinaryOperator together) {
        Map<String, Double> found = new TreeMap<>();
        for (Figure figure : all) {
            if (figure.metric().equals(metric)) {
                found.merge(figure.whose(), figure.value(), together::applyAsDouble);
            }
        }
        return found;
    }

    private static double number(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }
}
