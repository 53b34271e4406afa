package io.storeledger.ingress.hooks;

import io.storeledger.clients.bigcommerce.StoreHook;
import io.storeledger.common.config.Secret;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A hook that a connection needs.
///
/// @param scope the events it is for
/// @param destination where its callbacks are to go
/// @param formerDestinations where it may still point to
/// @param headers what its callbacks are to carry
record WantedHook(
        String scope, URI destination, List<URI> formerDestinations, Map<String, Secret> headers) {
    /// At most one for each store and account, at a destination of its own.
    static final String EXCEPTIONS = "store/hook/deliveryException";

    /// What the flows need. Refunds, status changes and payments are order events. Customers have a
    /// wildcard too, but it is documented nowhere to include their addresses, whose changes do not
    /// count as changes of the customer.
    private static final List<String> SCOPES =
            List.of(
                    "store/order/*",
                    "store/customer/created",
                    "store/customer/updated",
                    "store/customer/deleted",
                    "store/customer/address/created",
                    "store/customer/address/updated",
                    "store/customer/address/deleted");

    WantedHook {
        formerDestinations = List.copyOf(formerDestinations);
        headers = Map.copyOf(headers);
    }

    /// All that a connection needs.
    static List<WantedHook> of(HooksConfig config) {
        List<WantedHook> all = new ArrayList<>();
        for (String scope : SCOPES) {
            all.add(
                    new WantedHook(
                            scope,
                            config.destination(),
                            config.formerDestinations(),
                            config.headers()));
        }
        all.add(
                new WantedHook(
                        EXCEPTIONS,
                        config.exceptions(),
                        config.formerDestinations().stream()
                                .map(former -> URI.create(former + HooksConfig.EXCEPTIONS))
                                .toList(),
                        config.headers()));
        return all;
    }

    /// The headers as they are sent.
    Map<String, String> revealed() {
        Map<String, String> all = new LinkedHashMap<>();
        headers.forEach((name, value) -> all.put(name, value.reveal()));
        return all;
    }

    /// Whether a hook is this one, whatever its state.
    boolean isAt(StoreHook hook) {
        return hook.scope().equals(scope) && hook.destination().equals(destination.toString());
    }

    /// Whether a hook is this one, at a place where it is no longer wanted.
    boolean wasAt(StoreHook hook) {
        return hook.scope().equals(scope)
                && formerDestinations.stream()
                        .anyMatch(former -> hook.destination().equals(former.toString()));
    }

    /// Whether a hook carries just the headers that it should.
    boolean hasHeaders(StoreHook hook) {
        Map<String, String> has = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        has.putAll(hook.headers());
        Map<String, String> should = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        should.putAll(revealed());
        return has.equals(should);
    }
}
