package io.storeledger.writer.customer;

import io.storeledger.clients.http.ApiException.NotFound;
import io.storeledger.clients.http.ApiException.Refused;
import io.storeledger.clients.netsuite.NetSuiteClient;
import io.storeledger.common.event.HeldRecord;
import io.storeledger.common.event.Version;
import io.storeledger.common.json.Json;
import io.storeledger.mapping.CustomerMapper;
import io.storeledger.mapping.Digest;
import io.storeledger.mapping.Identity;
import io.storeledger.mapping.Rules;
import io.storeledger.mapping.StoreOrder;
import io.storeledger.writer.held.HeldRecords;
import io.storeledger.writer.ledger.Calls;
import io.storeledger.writer.ledger.Ledger;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/// Sees to it that NetSuite has an order's customer, and costs no call if nothing changed.
///
/// An order creates the customer that is missing. What it says of a guest replaces what an older
/// order said; of a registered customer the store's own record says more, so that is left alone.
public final class OrderCustomers {
    static final String TYPE = "customer";

    private static final Version BEFORE_EVERY_PROFILE = new Version(Instant.EPOCH, Instant.EPOCH);

    private final NetSuiteClient netSuite;
    private final HeldRecords held;
    private final Ledger ledger;
    private final Rules rules;
    private final NameLocks locks;
    private final Subsidiaries subsidiaries;

    OrderCustomers(
            NetSuiteClient netSuite,
            HeldRecords held,
            Ledger ledger,
            Rules rules,
            NameLocks locks) {
        this.netSuite = netSuite;
        this.held = held;
        this.ledger = ledger;
        this.rules = rules;
        this.locks = locks;
        this.subsidiaries = new Subsidiaries(netSuite, held, ledger, rules);
    }

    /// The internal id of the order's customer, written before if need be, and free to buy from the
    /// order's subsidiary.
    ///
    /// @param version of the order: what an older order says of the customer does not replace what
    ///   a newer one said
    /// @param again looks in NetSuite even if we think that it has the customer
    public String ensure(StoreOrder order, Version version, boolean again, Calls calls) {
        Identity identity = Identity.of(order, rules);
        return locks.holding(
                identity.names(),
                () -> {
                    Optional<HeldRecord> known = HeldNames.find(held, identity);
                    Optional<String> there =
                            again
                                    ? known.filter(OrderCustomers::isOfDeleted)
                                            .flatMap(record -> switchOn(record, calls))
                                    : known.map(record ->
                                            update(order, version, identity, record, calls));
                    String id = there.orElseGet(() -> create(order, version, identity, calls));
                    subsidiaries.ensure(order, id, known.isEmpty() && !again, again, calls);
                    return id;
                });
    }

    private String create(StoreOrder order, Version version, Identity identity, Calls calls) {
        ObjectNode body = CustomerMapper.map(order, rules);
        String digest = Digest.ofGuest(body);
        body.put("externalId", identity.standsUnder());
        String id =
                calls.call(
                        "POST customer", body, () -> createOrAdopt(identity, body), made -> made);
        if (identity.isGuest()) {
            hold(identity.standsUnder(), id, version, digest);
        } else {
            identity.number().ifPresent(name -> holdNumber(name, id));
            identity.address()
                    .ifPresent(name -> hold(name, id, BEFORE_EVERY_PROFILE, Identity.REGISTERED));
        }
        return id;
    }

    /// What we knew of the customer's account stays known: that the store deleted it, or which
    /// profile was written. Or a replay of that would count as news.
    private void holdNumber(String name, String id) {
        Optional<HeldRecord> before = held.find(name);
        if (before.filter(OrderCustomers::isOfDeleted).isPresent()) {
            hold(name, id, before.get().version(), Digest.NEEDED);
        } else if (before.filter(record -> record.internalId().equals(id)).isEmpty()) {
            ledger.holds(withoutProfile(name, id));
        }
    }

    /// A customer of whom we know which one it is, and no profile yet: every profile is news.
    static HeldRecord withoutProfile(String name, String id) {
        return new HeldRecord(TYPE, name, id, BEFORE_EVERY_PROFILE, "of an order", null);
    }

    /// NetSuite takes no order of one that was made inactive; empty if it has it no more.
    private Optional<String> switchOn(HeldRecord known, Calls calls) {
        ObjectNode body = Json.object().put("isInactive", false);
        try {
            calls.call(
                    "PATCH customer",
                    body,
                    () -> {
                        netSuite.update(TYPE, known.internalId(), body);
                        return known.internalId();
                    },
                    done -> done);
        } catch (NotFound e) {
            return Optional.empty();
        }
        hold(known.externalId(), known.internalId(), known.version(), Digest.NEEDED);
        return Optional.of(known.internalId());
    }

    private static boolean isOfDeleted(HeldRecord record) {
        return Set.of(Digest.INACTIVE, Digest.NEVER_HAD, Digest.NEEDED).contains(record.digest());
    }

    /// A `POST` never changes one that stands already, perhaps by a faster instance or by a write
    /// whose answer was lost: that one is ours.
    private String createOrAdopt(Identity identity, ObjectNode body) {
        try {
            return netSuite.create(TYPE, body);
        } catch (Refused e) {
            if (!e.alreadyExists()) {
                throw e;
            }
            ObjectNode standing =
                    netSuite.find(TYPE, identity.standsUnder(), "id", "isInactive")
                            .orElseThrow(() -> e);
            String id = standing.path("id").asString("");
            if (standing.path("isInactive").asBoolean(false)) {
                // its account was deleted; NetSuite takes no order of an inactive customer
                netSuite.update(TYPE, id, Json.object().put("isInactive", false));
            }
            return id;
        }
    }

    private String update(
            StoreOrder order, Version version, Identity identity, HeldRecord known, Calls calls) {
        ObjectNode body = CustomerMapper.map(order, rules);
        String digest = Digest.ofGuest(body);
        boolean leave =
                !identity.isGuest()
                        || known.digest().equals(Identity.REGISTERED)
                        || known.digest().equals(digest)
                        || version.isOlderThan(known.version());
        if (leave) {
            return known.internalId();
        }
        body.remove(CustomerMapper.CURRENCY);
        try {
            String id =
                    calls.call(
                            "PUT customer",
                            body,
                            () -> netSuite.upsert(TYPE, known.externalId(), body, "currencyList"),
                            done -> done);
            hold(known.externalId(), id, version, digest);
            return id;
        } catch (Refused e) {
            // The order counts for more than a guest's new telephone number.
            return known.internalId();
        }
    }

    private void hold(String name, String id, Version version, String digest) {
        ledger.holds(new HeldRecord(TYPE, name, id, version, digest, null));
    }
}
