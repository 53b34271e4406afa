package io.storeledger.cli.ping;

import io.storeledger.clients.http.ApiException;
import io.storeledger.clients.netsuite.NetSuiteClient;
import io.storeledger.clients.netsuite.NetSuiteConfig;
import io.storeledger.clients.netsuite.auth.CertificateExpiry;
import io.storeledger.mapping.RuleReferences;
import io.storeledger.mapping.Rules;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/// Asks NetSuite: whether it answers and takes the key, whether the role may read what the flows
/// need, what kind of account it is, and whether the rules fit it.
///
/// Whether the role may write can't be proved without writing; the line says which level to grant.
final class AccountPing {
    private static final Duration CERTIFICATE_LEFT = Duration.ofDays(60);

    /// Something read over REST.
    ///
    /// @param permission as NetSuite calls it, with the level that the flows need
    private record Permission(String record, String permission) {}

    private static final List<Permission> RECORDS =
            List.of(
                    new Permission("salesOrder", "Transactions > Sales Order, Full"),
                    new Permission("customer", "Lists > Customers, Full"),
                    new Permission("creditMemo", "Transactions > Credit Memo, Full"),
                    new Permission("cashRefund", "Transactions > Cash Sale Refund, Full"),
                    new Permission("cashSale", "Transactions > Cash Sale, View"),
                    new Permission("invoice", "Transactions > Invoice, View"));

    /// A table of SuiteQL and a column of it that is a number.
    private record Table(String name, String column, String permission) {}

    private static final List<Table> TABLES =
            List.of(
                    new Table("item", "id", "Lists > Items, View"),
                    new Table("aggregateItemLocation", "item", "Lists > Items, View"),
                    new Table("pricing", "item", "Lists > Items, View"),
                    new Table("location", "id", "Lists > Locations, View"),
                    new Table("transaction", "id", "Transactions > Find Transaction, View"));

    private final NetSuiteClient client;
    private final NetSuiteConfig config;
    private final Rules rules;
    private final Clock clock;
    private final Findings findings;
    private final Patience patience;

    AccountPing(
            NetSuiteClient client,
            NetSuiteConfig config,
            Rules rules,
            Clock clock,
            Findings findings,
            Patience patience) {
        this.client = client;
        this.config = config;
        this.rules = rules;
        this.clock = clock;
        this.findings = findings;
        this.patience = patience;
    }

    void run() {
        certificate();
        if (!reached()) {
            return;
        }
        client.clockDifference()
                .ifPresentOrElse(
                        difference -> Clocks.judge(findings, difference),
                        () -> findings.open("clock: NetSuite's answers don't tell the time"));
        RECORDS.forEach(one -> record(one.record(), one.permission()));
        TABLES.forEach(this::table);
        subsidiaries();
        tax();
        new ReferencePing(client, findings, patience).run(RuleReferences.of(rules));
    }

    private void certificate() {
        Optional<Instant> end =
                config.credentials()
                        .certificate()
                        .flatMap(pem -> CertificateExpiry.of(pem.reveal()));
        if (end.isEmpty()) {
            findings.open("certificate: not known here, so nobody is warned before it ends");
            return;
        }
        String day = String.valueOf(end.get().atZone(ZoneOffset.UTC).toLocalDate());
        if (clock.instant().isBefore(end.get().minus(CERTIFICATE_LEFT))) {
            findings.good("certificate: ends on " + day);
        } else {
            findings.bad(
                    "certificate: ends on " + day,
                    "make another with storeledger netsuite keygen, and upload it.");
        }
    }

    private boolean reached() {
        String host = config.restUrl().getHost();
        try {
            peek(RECORDS.getFirst().record());
        } catch (ApiException e) {
            switch (e) {
                case ApiException.Unauthorized refused -> {
                    findings.bad(
                            host + " answers and refuses us", String.valueOf(refused.getMessage()));
                    return false;
                }
                case ApiException.Transient away -> {
                    findings.bad(
                            away.status() == 0
                                    ? host + " does not answer"
                                    : host + " answers with HTTP " + away.status(),
                            "check restUrl (Setup > Company > Company Information > Company URLs),"
                                    + " the name server and the firewall. "
                                    + away.getMessage());
                    return false;
                }
                case ApiException.NotFound _, ApiException.Refused _ -> {
                    // it knows us; the permission is asked for below
                }
            }
        }
        findings.good(host + " answers and takes key and certificate");
        return true;
    }

    private boolean record(String record, String permission) {
        return asked(
                "record " + record,
                () -> peek(record),
                "give the role the permission " + permission + ".");
    }

    private void table(Table table) {
        asked(
                "SuiteQL table " + table.name(),
                () ->
                        rows(
                                "SELECT %s FROM %s WHERE %s = 0"
                                        .formatted(table.column(), table.name(), table.column())),
                "give the role SuiteAnalytics Workbook and " + table.permission() + ".");
    }

    /// Only OneWorld accounts have subsidiaries.
    private void subsidiaries() {
        List<ObjectNode> all;
        try {
            all = rows("SELECT id, name FROM subsidiary ORDER BY id");
        } catch (ApiException.Refused e) {
            all = List.of();
        } catch (ApiException e) {
            findings.bad("OneWorld or not", String.valueOf(e.getMessage()));
            return;
        }
        boolean named =
                RuleReferences.of(rules).stream()
                        .anyMatch(one -> one.key().startsWith("subsidiary"));
        if (all.isEmpty()) {
            if (named) {
                findings.bad(
                        "not OneWorld, or the role may not see subsidiaries",
                        "leave out rules.subsidiary, or give the role Lists > Subsidiaries, View.");
            } else {
                findings.good("not OneWorld, and rules.subsidiary is left out");
            }
            return;
        }
        if (named) {
            findings.good("OneWorld with %d subsidiaries".formatted(all.size()));
        } else {
            findings.bad(
                    "OneWorld, and rules.subsidiary is left out",
                    "set it to one of "
                            + all.stream()
                                    .map(row ->
                                            row.path("id").asString("")
                                                    + " "
                                                    + row.path("name").asString(""))
                                    .collect(Collectors.joining(", "))
                            + ".");
        }
        record(
                "customerSubsidiaryRelationship",
                "Lists > Customers and Lists > Subsidiaries, Full");
        table(new Table("customersubsidiaryrelationship", "entity", "Lists > Subsidiaries, View"));
    }

    /// SuiteTax accounts, and only they, have the fields to override its tax with.
    private void tax() {
        Set<String> fields;
        try {
            fields = patience.ask(() -> client.fields("salesOrder"));
        } catch (ApiException e) {
            findings.bad("SuiteTax or not", String.valueOf(e.getMessage()));
            return;
        }
        boolean suiteTax = fields.contains("taxDetailsOverride");
        String kind = suiteTax ? "SuiteTax" : "legacy tax";
        String strategy = rules.tax().strategy().name().toLowerCase(Locale.ROOT).replace('_', '-');
        boolean fits =
                switch (rules.tax().strategy()) {
                    case SUITETAX_OVERRIDE, NETSUITE_CALCULATES -> suiteTax;
                    case TAX_LINE -> !suiteTax;
                };
        if (fits) {
            findings.good("%s, which rules.tax.strategy %s fits".formatted(kind, strategy));
        } else {
            findings.bad(
                    "%s, which rules.tax.strategy %s does not fit".formatted(kind, strategy),
                    suiteTax
                            ? "set it to suitetax-override; beside a line with the store's tax"
                                    + " NetSuite would add its own."
                            : "set it to tax-line; over REST NetSuite knows no legacy tax.");
        }
    }

    private boolean asked(String what, Runnable question, String todo) {
        try {
            question.run();
            findings.good(what);
            return true;
        } catch (ApiException e) {
            findings.bad(
                    what + " can't be read",
                    switch (e) {
                        case ApiException.Transient away -> "try again later. " + away.getMessage();
                        case ApiException.Unauthorized _, ApiException.NotFound _ -> todo;
                        case ApiException.Refused refused ->
                                todo + " NetSuite says: " + refused.detail();
                    });
            return false;
        }
    }

    private List<ObjectNode> rows(String query) {
        return patience.ask(() -> {
            List<ObjectNode> rows = new ArrayList<>();
            client.suiteQl(query, List.of()).forEachRemaining(rows::add);
            return rows;
        });
    }

    private void peek(String record) {
        patience.ask(() -> {
            client.peek(record);
            return true;
        });
    }
}
