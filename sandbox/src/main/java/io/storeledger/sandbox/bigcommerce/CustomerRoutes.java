package io.storeledger.sandbox.bigcommerce;

import io.javalin.http.Context;
import io.storeledger.sandbox.http.Answer;
import io.storeledger.sandbox.json.Json;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
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
        Predicate<CustomerEntry> wanted =
                time(ctx, "date_modified", CustomerEntry::modified)
                        .and(time(ctx, "date_created", CustomerEntry::created));
        Set<String> emails = PaymentRoutes.in(ctx, "email:in");
        if (!emails.isEmpty()) {
            Set<String> lower = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
            lower.addAll(emails);
            wanted = wanted.and(customer -> lower.contains(customer.email()));
        }
        List<CustomerEntry> found =
                candidates(PaymentRoutes.in(ctx, "id:in"))
                        .filter(wanted)
                        .sorted(order(ctx))
                        .toList();
        Page page = Page.of(ctx, Page.MAX);
        Set<String> include = PaymentRoutes.in(ctx, "include");
        return page.answer(
                found.size(), page.of(found).stream().map(each -> shown(each, include)).toList());
    }

    private static Comparator<CustomerEntry> order(Context ctx) {
        String sort = Optional.ofNullable(ctx.queryParam("sort")).orElse("");
        Comparator<CustomerEntry> order =
                switch (sort.replaceFirst(":.*", "")) {
                    case "date_modified" -> Comparator.comparing(CustomerEntry::modified);
                    case "date_created" -> Comparator.comparing(CustomerEntry::created);
                    default -> Comparator.comparingLong(CustomerEntry::id);
                };
        return sort.endsWith(":desc") ? order.reversed() : order;
    }

    private static ObjectNode shown(CustomerEntry entry, Set<String> include) {
        ObjectNode customer = entry.packed().tree();
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
        if (include.contains("formfields") && !customer.has("form_fields")) {
            customer.putArray("form_fields");
        }
        if (include.contains("attributes") && !customer.has("attributes")) {
            customer.putArray("attributes");
        }
        return customer;
    }

    private Answer addresses(Context ctx) {
        Set<String> ids = PaymentRoutes.in(ctx, "id:in");
        List<ObjectNode> found =
                candidates(PaymentRoutes.in(ctx, "customer_id:in"))
                        .flatMap(entry -> Json.objects(entry.packed().tree(), "addresses").stream())
                        .filter(address -> ids.isEmpty() || ids.contains(Json.text(address, "id")))
                        .toList();
        Page page = Page.of(ctx, Page.MAX);
        return page.answer(found.size(), page.of(found));
    }

    // Going through all customers to find one would make each call slower than the last.
    private Stream<CustomerEntry> candidates(Set<String> ids) {
        if (ids.isEmpty()) {
            return store.customerBook().values().stream();
        }
        return ids.stream()
                .filter(id -> id.matches("\\d{1,18}"))
                .map(Long::valueOf)
                .sorted()
                .flatMap(id -> Optional.ofNullable(store.customerBook().get(id)).stream());
    }

    private static Predicate<CustomerEntry> time(
            Context ctx, String field, Function<CustomerEntry, Instant> time) {
        Optional<Instant> from =
                Optional.ofNullable(ctx.queryParam(field + ":min")).flatMap(Dates::read);
        Optional<Instant> until =
                Optional.ofNullable(ctx.queryParam(field + ":max")).flatMap(Dates::read);
        return customer ->
                from.map(t -> !time.apply(customer).isBefore(t)).orElse(true)
                        && until.map(t -> !time.apply(customer).isAfter(t)).orElse(true);
    }
}
