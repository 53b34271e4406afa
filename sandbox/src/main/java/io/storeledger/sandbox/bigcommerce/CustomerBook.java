package io.storeledger.sandbox.bigcommerce;

import io.storeledger.sandbox.json.Json;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The store's registered customers and their addresses. An e-mail address is registered once.
///
/// A change of an address changes the customer's time of modification, but only address events tell
/// of it.
final class CustomerBook {
    private final ConcurrentSkipListMap<Long, CustomerEntry> customers =
            new ConcurrentSkipListMap<>();
    private final Map<String, Long> byEmail = new ConcurrentHashMap<>();
    private final AtomicLong lastCustomer = new AtomicLong();
    private final AtomicLong lastAddress = new AtomicLong();
    private final Clock clock;
    private final Events events;

    CustomerBook(Clock clock, Events events) {
        this.clock = clock;
        this.events = events;
    }

    long add(ObjectNode customer) {
        long id = lastCustomer.incrementAndGet();
        ObjectNode whole = customer.deepCopy();
        whole.put("id", id);
        claim(Json.text(whole, "email"), id);
        customers.put(id, completed(whole));
        events.customer("created", id);
        return id;
    }

    void edit(long id, Consumer<ObjectNode> change) {
        change(id, change);
        events.customer("updated", id);
    }

    void delete(long id) {
        CustomerEntry gone = customers.remove(id);
        if (gone != null) {
            byEmail.remove(key(gone.email()), id);
        }
        events.customer("deleted", id);
    }

    long addAddress(long customerId, ObjectNode address) {
        long id = lastAddress.incrementAndGet();
        ObjectNode added = address.deepCopy();
        added.put("id", id);
        change(customerId, customer -> ((ArrayNode) customer.path("addresses")).add(added));
        events.address("created", id, customerId);
        return id;
    }

    void editAddress(long customerId, long id, Consumer<ObjectNode> change) {
        change(customerId, customer -> change.accept(address(customer, id)));
        events.address("updated", id, customerId);
    }

    void deleteAddress(long customerId, long id) {
        change(
                customerId,
                customer -> {
                    ObjectNode gone = address(customer, id);
                    List<ObjectNode> left =
                            Json.objects(customer, "addresses").stream()
                                    .filter(each -> !each.equals(gone))
                                    .toList();
                    customer.set("addresses", Json.arrayOf(left));
                });
        events.address("deleted", id, customerId);
    }

    Optional<ObjectNode> find(long id) {
        return Optional.ofNullable(customers.get(id)).map(entry -> entry.packed().tree());
    }

    Optional<Long> find(String email) {
        return Optional.ofNullable(byEmail.get(key(email)));
    }

    ConcurrentSkipListMap<Long, CustomerEntry> entries() {
        return customers;
    }

    void clear() {
        customers.clear();
        byEmail.clear();
    }

    private void change(long id, Consumer<ObjectNode> change) {
        CustomerEntry changed =
                customers.computeIfPresent(
                        id,
                        (key, old) -> {
                            ObjectNode customer = old.packed().tree();
                            change.accept(customer);
                            String email = Json.text(customer, "email");
                            claim(email, id);
                            if (!key(email).equals(key(old.email()))) {
                                byEmail.remove(key(old.email()), id);
                            }
                            customer.put("date_modified", Dates.iso(now()));
                            return completed(customer);
                        });
        if (changed == null) {
            throw new NoSuchElementException("no customer " + id);
        }
    }

    private CustomerEntry completed(ObjectNode customer) {
        CustomerShape.complete(customer, now(), lastAddress::incrementAndGet);
        return CustomerEntry.of(customer);
    }

    private void claim(String email, long id) {
        if (!email.isEmpty() && byEmail.merge(key(email), id, (old, fresh) -> old) != id) {
            throw new IllegalArgumentException("the e-mail address is registered already");
        }
    }

    private static ObjectNode address(ObjectNode customer, long id) {
        return Json.objects(customer, "addresses").stream()
                .filter(address -> Json.number(address, "id") == id)
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("no address " + id));
    }

    private static String key(String email) {
        return email.toLowerCase(Locale.ROOT);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }
}
