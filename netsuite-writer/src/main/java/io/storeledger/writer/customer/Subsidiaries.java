package io.storeledger.writer.customer;

import io.storeledger.clients.http.ApiException.Refused;
import io.storeledger.clients.netsuite.NetSuiteClient;
import io.storeledger.common.event.HeldRecord;
import io.storeledger.common.event.Version;
import io.storeledger.common.json.Json;
import io.storeledger.mapping.ExternalIds;
import io.storeledger.mapping.Ref;
import io.storeledger.mapping.Rules;
import io.storeledger.mapping.StoreOrder;
import io.storeledger.writer.held.HeldRecords;
import io.storeledger.writer.ledger.Calls;
import io.storeledger.writer.ledger.Ledger;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// Sees to it that a customer may buy from the subsidiary that an order belongs to.
///
/// In OneWorld accounts a customer has one primary subsidiary; for an order of another one a
/// `customerSubsidiaryRelationship` must stand first (NetSuite help, section_1507907354). Where the
/// rules name one subsidiary for everything there is nothing to do.
final class Subsidiaries {
    private static final String TYPE = "customerSubsidiaryRelationship";

    private final NetSuiteClient netSuite;
    private final HeldRecords held;
    private final Ledger ledger;
    private final Rules rules;

    Subsidiaries(NetSuiteClient netSuite, HeldRecords held, Ledger ledger, Rules rules) {
        this.netSuite = netSuite;
        this.held = held;
        this.ledger = ledger;
        this.rules = rules;
    }

    /// Costs a call once for each customer and subsidiary.
    ///
    /// @param customer its internal id
    /// @param created whether this order has just created it, in the order's subsidiary
    /// @param again asks NetSuite even if we think that the relationship stands
    void ensure(StoreOrder order, String customer, boolean created, boolean again, Calls calls) {
        Optional<Ref> subsidiary = rules.subsidiary().of(order);
        if (!rules.subsidiary().varies() || subsidiary.isEmpty()) {
            return;
        }
        String externalId = new ExternalIds(order.store()).relationship(customer, subsidiary.get());
        if (!again && held.find(externalId).isPresent()) {
            return;
        }
        String id = created ? "primary" : relate(customer, subsidiary.get(), externalId, calls);
        ledger.holds(
                new HeldRecord(
                        TYPE,
                        externalId,
                        id,
                        new Version(Instant.EPOCH, Instant.EPOCH),
                        "relationship",
                        null));
    }

    private String relate(String customer, Ref subsidiary, String externalId, Calls calls) {
        ObjectNode body = Json.object().put("externalId", externalId);
        body.putObject("entity").put("id", customer);
        body.set("subsidiary", subsidiary.toJson());
        return calls.call(
                "POST " + TYPE,
                body,
                () -> {
                    try {
                        return netSuite.create(TYPE, body);
                    } catch (Refused e) {
                        if (e.alreadyExists()) {
                            return "standing";
                        }
                        throw e;
                    }
                },
                id -> id);
    }
}
