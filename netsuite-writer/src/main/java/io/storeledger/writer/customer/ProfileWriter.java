package io.storeledger.writer.customer;

import io.storeledger.clients.http.ApiException.NotFound;
import io.storeledger.clients.http.ApiException.Refused;
import io.storeledger.clients.netsuite.NetSuiteClient;
import io.storeledger.common.event.HeldRecord;
import io.storeledger.common.event.Version;
import io.storeledger.common.json.Json;
import io.storeledger.mapping.Digest;
import io.storeledger.mapping.Identity;
import io.storeledger.mapping.ProfileMapper;
import io.storeledger.mapping.Rules;
import io.storeledger.mapping.StoreCustomer;
import io.storeledger.writer.held.HeldRecords;
import io.storeledger.writer.ledger.Calls;
import io.storeledger.writer.ledger.Ledger;
import io.storeledger.writer.ledger.Verdict;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// Writes a registered customer with its address book.
final class ProfileWriter {
    private static final String TYPE = OrderCustomers.TYPE;

    private final NetSuiteClient netSuite;
    private final HeldRecords held;
    private final Ledger ledger;
    private final Rules rules;
    private final NameLocks locks;

    ProfileWriter(
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
    }

    /// Writes it if there is something to write.
    ///
    /// @param forced whether it is written even if NetSuite holds the same
    Verdict write(StoreCustomer customer, Version version, boolean forced, Calls calls) {
        Identity identity = Identity.of(customer, rules);
        return locks.holding(
                identity.names(), () -> write(customer, identity, version, forced, calls));
    }

    private Verdict write(
            StoreCustomer customer,
            Identity identity,
            Version version,
            boolean forced,
            Calls calls) {
        ObjectNode body = ProfileMapper.map(customer, rules);
        String digest = Digest.of(body);
        Optional<HeldRecord> own = identity.number().flatMap(held::find);
        if (!forced && own.filter(record -> record.digest().equals(digest)).isPresent()) {
            return Verdict.unchanged(own.get());
        }
        String id =
                HeldNames.find(held, identity)
                        .flatMap(known -> change(known, identity, body, calls))
                        .orElseGet(() -> put(identity, body, calls));
        if (own.filter(record -> record.internalId().equals(id)).isEmpty()) {
            // before the names are let go of: an order that comes now would make another customer
            identity.number()
                    .ifPresent(name -> ledger.holds(OrderCustomers.withoutProfile(name, id)));
        }
        identity.address()
                .ifPresent(name ->
                        ledger.holds(
                                new HeldRecord(
                                        TYPE, name, id, version, Identity.REGISTERED, null)));
        return Verdict.done(id).ifDone(digest);
    }

    /// Whether the rules have those switched off that the store deleted.
    boolean switchesOff() {
        return switch (rules.customers().deleted()) {
            case NOTHING -> false;
            case INACTIVE -> true;
        };
    }

    /// Remembers that the store deleted one that NetSuite never had: an order of it may still come.
    void neverHad(String externalId, Version version) {
        ledger.holds(new HeldRecord(TYPE, externalId, "", version, Digest.NEVER_HAD, null));
    }

    /// Makes one inactive that the store deleted.
    Verdict switchOff(HeldRecord known, Calls calls) {
        ObjectNode body = Json.object().put("isInactive", true);
        try {
            patch(known.internalId(), body, calls);
            return Verdict.done(known.internalId()).ifDone(Digest.INACTIVE);
        } catch (NotFound e) {
            return Verdict.skipped(
                    "deleted",
                    "NetSuite has no such customer any more either.",
                    Optional.of(known));
        }
    }

    /// Changes the one that we know; empty if somebody has deleted it in NetSuite.
    private Optional<String> change(
            HeldRecord known, Identity identity, ObjectNode body, Calls calls) {
        ObjectNode changed = body.deepCopy();
        changed.put("externalId", identity.standsUnder());
        try {
            patch(known.internalId(), changed, calls);
        } catch (NotFound e) {
            return Optional.empty();
        } catch (Refused e) {
            if (!e.alreadyExists()) {
                throw e;
            }
            // Somebody else stands under the new address already; records can't be merged by REST.
            patch(known.internalId(), body, calls);
        }
        return Optional.of(known.internalId());
    }

    private void patch(String id, ObjectNode body, Calls calls) {
        calls.call(
                "PATCH customer",
                body,
                () -> {
                    netSuite.update(TYPE, id, body, sublists(body));
                    return id;
                },
                done -> done);
    }

    private String put(Identity identity, ObjectNode body, Calls calls) {
        return calls.call(
                "PUT customer",
                body,
                () -> netSuite.upsert(TYPE, identity.standsUnder(), body, sublists(body)),
                id -> id);
    }

    private static String[] sublists(ObjectNode body) {
        return ProfileMapper.SUBLISTS.stream().filter(body::has).toArray(String[]::new);
    }
}
