package io.storeledger.writer.order;

import io.storeledger.clients.netsuite.NetSuiteClient;
import io.storeledger.common.event.HeldRecord;
import io.storeledger.common.event.Version;
import io.storeledger.writer.held.HeldRecords;
import io.storeledger.writer.ledger.Calls;
import io.storeledger.writer.ledger.Digest;
import io.storeledger.writer.ledger.Ledger;
import io.storeledger.writer.mapping.CustomerMapper;
import io.storeledger.writer.mapping.ExternalIds;
import io.storeledger.writer.mapping.Rules;
import io.storeledger.writer.mapping.StoreOrder;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/// Sees to it that NetSuite has an order's customer, and costs no call if nothing changed.
final class CustomerWriter {
    private static final String TYPE = "customer";
    private static final String CURRENCIES = "currencyList";
    private static final int STRIPES = 64;

    /// Orders of one customer run side by side; only one of them may create the customer.
    private final ReentrantLock[] locks =
            Stream.generate(ReentrantLock::new).limit(STRIPES).toArray(ReentrantLock[]::new);

    private final NetSuiteClient netSuite;
    private final HeldRecords held;
    private final Ledger ledger;
    private final Rules rules;

    CustomerWriter(NetSuiteClient netSuite, HeldRecords held, Ledger ledger, Rules rules) {
        this.netSuite = netSuite;
        this.held = held;
        this.ledger = ledger;
        this.rules = rules;
    }

    /// The internal id of the order's customer, written before if need be.
    ///
    /// @param version of the order: what an older order says of the customer does not replace what
    ///   a newer one said
    /// @param again writes it even if we think that NetSuite has it
    String ensure(StoreOrder order, Version version, boolean again, Calls calls) {
        String externalId = ExternalIds.customerOf(order);
        ObjectNode created = CustomerMapper.map(order, rules);
        ObjectNode changed = created.deepCopy();
        changed.remove(CustomerMapper.CURRENCY);
        String digest = Digest.of(changed);
        ReentrantLock lock = locks[Math.floorMod(externalId.hashCode(), STRIPES)];
        lock.lock();
        try {
            Optional<HeldRecord> known = held.find(externalId);
            if (known.isPresent()
                    && !again
                    && (known.get().digest().equals(digest)
                            || version.isOlderThan(known.get().version()))) {
                return known.get().internalId();
            }
            ObjectNode body = known.isPresent() && !again ? changed : created;
            String internalId =
                    calls.call(
                            "PUT customer",
                            body,
                            () -> netSuite.upsert(TYPE, externalId, body, CURRENCIES),
                            id -> id);
            ledger.holds(new HeldRecord(TYPE, externalId, internalId, version, digest, null));
            return internalId;
        } finally {
            lock.unlock();
        }
    }
}
