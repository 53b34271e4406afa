package io.storeledger.console.flow;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoubleBinaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What services measure of the vendors: of this process, and of others as Prometheus reads it.
final class Figures {
    private static final String IN_FLIGHT = "storeledger.netsuite.concurrency.in.flight";
    private static final String LIMIT = "storeledger.netsuite.concurrency.limit";
    private static final String QUOTA_LEFT = "storeledger.bigcommerce.quota.left";
    private static final String QUOTA = "storeledger.bigcommerce.quota.window";
    private static final List<String> NAMES = List.of(IN_FLIGHT, LIMIT, QUOTA_LEFT, QUOTA);
    private static final Pattern LINE =
            Pattern.compile("(\\w+)\\{(?:.*,)?(?:store|account)=\"([^\"]*)\"[^}]*} (\\S+).*");

    private record Figure(String name, String whose, double value) {}

    private final List<Figure> all = new ArrayList<>();

    /// Adds those of a registry.
    void add(MeterRegistry registry) {
        for (String name : NAMES) {
            for (Gauge gauge : registry.find(name).gauges()) {
                String account = gauge.getId().getTag("account");
                String store = gauge.getId().getTag("store");
                add(name, account != null ? account : String.valueOf(store), gauge.value());
            }
        }
    }

    /// Adds those of a page in Prometheus' text format.
    void add(String page) {
        for (String line : page.lines().toList()) {
            for (String name : NAMES) {
                Matcher matcher = LINE.matcher(line);
                if (matcher.matches() && matcher.group(1).equals(name.replace('.', '_'))) {
                    add(name, matcher.group(2), number(matcher.group(3)));
                }
            }
        }
    }

    /// Each instance of the writer has slots of its own.
    List<Flow.Account> accounts() {
        Map<String, Double> inFlight = of(IN_FLIGHT, Double::sum);
        return of(LIMIT, Double::sum).entrySet().stream()
                .map(limit ->
                        new Flow.Account(
                                limit.getKey(), inFlight.get(limit.getKey()), limit.getValue()))
                .toList();
    }

    /// All instances draw on the store's one quota; who has seen least left has seen it last.
    List<Flow.Store> stores() {
        Map<String, Double> quota = of(QUOTA, Math::max);
        return of(QUOTA_LEFT, Math::min).entrySet().stream()
                .map(left ->
                        new Flow.Store(left.getKey(), left.getValue(), quota.get(left.getKey())))
                .toList();
    }

    private void add(String name, String whose, double value) {
        if (Double.isFinite(value)) {
            all.add(new Figure(name, whose, value));
        }
    }

    private Map<String, Double> of(String name, DoubleBinaryOperator together) {
        Map<String, Double> found = new TreeMap<>();
        for (Figure figure : all) {
            if (figure.name().equals(name)) {
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
