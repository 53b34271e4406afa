package io.storeledger.sandbox.bigcommerce;

import io.javalin.http.Context;
import io.storeledger.sandbox.http.Answer;
import io.storeledger.sandbox.json.Json;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `/v3/customers`. There is no call for one customer by id: `id:in` is the way.
final class CustomerRoutes {
    private static final Set<String> READ =
            Set.of("store_v2_customers", "store_v2_customers_read_only");
    private static final int INLINED_ADDRESSES = 10;

    private final StoreSandbox store;

    CustomerRoutes(StoreSandbox store) {
        this.store = store;
    }

    void register(Routes routes) {
        routes.get("/v3/customers", READ, this::customers);
        routes.get("/v3/customers/addresses", READ, this::addresses);
    }

    private Answer customers(Context ctx) {
        Set<String> ids = PaymentRoutes.in(ctx, "id:in");
        Set<String> emails = PaymentRoutes.in(ctx, "email:in");
        Predicate<ObjectNode> wanted =
                customer ->
                        (ids.isEmpty() || ids.contains(Json.text(customer, "id")))
                                && (emails.isEmpty()
                                        || emails.contains(Json.text(customer, "email")));
        wanted = wanted.and(time(ctx, "date_modified")).and(time(ctx, "date_created"));
        Set<String> include = PaymentRoutes.in(ctx, "include");
        List<ObjectNode> found = candidates(ids).stream().filter(wanted).toList();
        for (ObjectNode customer : found) {
            if (include.contains("addresses")) {
                ArrayNode addresses = (ArrayNode) customer.path("addresses");
                while (addresses.size() > INLINED_ADDRESSES) {
                    addresses.remove(addresses.size() - 1);
                }
            } else {
                customer.remove("addresses");
            }
            if (include.contains("storecredit") && !customer.has("store_credit_amounts")) {
                customer.putArray("store_credit_amounts").addObject().put("amount", 0);
            }
        }
        return list(ctx, found);
    }

    private Answer addresses(Context ctx) {
        Set<String> customers = PaymentRoutes.in(ctx, "customer_id:in");
        Set<String> ids = PaymentRoutes.in(ctx, "id:in");
        List<ObjectNode> found =
                candidates(customers).stream()
                        .filter(customer ->
                                customers.isEmpty()
                                        || customers.contains(Json.text(customer, "id")))
                        .flatMap(customer -> Json.objects(customer, "addresses").stream())
                        .filter(address -> ids.isEmpty() || ids.contains(Json.text(address, "id")))
                        .toList();
        return list(ctx, found);
    }

    // Unpacking all customers to find one would make each call slower than the last.
    private List<ObjectNode> candidates(Set<String> ids) {
        if (ids.isEmpty()) {
            return store.customers();
        }
        return ids.stream()
                .filter(id -> id.matches("\\d{1,18}"))
                .map(Long::valueOf)
                .sorted()
                .flatMap(id -> store.customer(id).stream())
                .toList();
    }

    private static Answer list(Context ctx, List<ObjectNode> found) {
        Page page = Page.of(ctx);
        List<ObjectNode> shown = page.of(found);
        ObjectNode body = Json.object();
        body.set("data", Json.arrayOf(shown));
        body.set("meta", page.meta(found.size(), shown.size()));
        return Answer.json(200, body);
    }

    private static Predicate<ObjectNode> time(Context ctx, String field) {
        Optional<Instant> from =
                Optional.ofNullable(ctx.queryParam(field + ":min")).flatMap(Dates::read);
        Optional<Instant> until =
                Optional.ofNullable(ctx.queryParam(field + ":max")).flatMap(Dates::read);
        return customer -> {
            Instant time = Dates.read(Json.text(customer, field)).orElse(Instant.EPOCH);
            return from.map(t -> !time.isBefore(t)).orElse(true)
                    && until.map(t -> !time.isAfter(t)).orElse(true);
        };
    }
}
