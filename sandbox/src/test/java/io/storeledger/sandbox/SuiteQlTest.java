package io.storeledger.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeledger.sandbox.json.Json;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/// Queries over items, stock, prices and transactions.
class SuiteQlTest {
    private static final String STOCK =
            "SELECT i.id, i.itemid, l.location, l.quantityavailable, l.quantityonhand FROM"
                + " aggregateItemLocation l JOIN item i ON i.id = l.item WHERE i.isinactive = 'F'"
                + " AND l.location IN (1, 3) AND i.id > ? ORDER BY i.id, l.location";

    private SandboxApp sandbox;
    private AccountCaller caller;

    @BeforeEach
    void start() throws Exception {
        sandbox = SandboxApp.start(SandboxConfig.defaults(), Clock.systemUTC(), new Random(1));
        caller = new AccountCaller(sandbox).login();
    }

    @AfterEach
    void stop() {
        caller.close();
        sandbox.close();
    }

    @Test
    void joinsStockWithItems() throws Exception {
        sandbox.netSuite().stock(105, 3, 7);
        sandbox.netSuite().stock(105, 1, 9);

        List<ObjectNode> rows = rows(STOCK + " FETCH FIRST 2 ROWS ONLY", "104");

        assertThat(rows).hasSize(2);
        assertThat(Json.write(rows.getFirst()))
                .isEqualTo(
                        "{\"links\":[],\"id\":\"105\",\"itemid\":\"SB-TEE-WHT\",\"location\":\"1\",\"quantityavailable\":\"9\",\"quantityonhand\":\"9\"}");
        assertThat(Json.text(rows.get(1), "location")).isEqualTo("3");
    }

    @Test
    void groupsAndSums() throws Exception {
        List<ObjectNode> rows =
                rows(
                        "SELECT l.item theItem, SUM(l.quantityonhand) AS onHand, COUNT(*) c FROM"
                            + " aggregateItemLocation l WHERE l.item IN (SELECT id FROM item WHERE"
                            + " UPPER(itemid) = UPPER(?)) GROUP BY l.item",
                        "sb-tee-grn");

        assertThat(rows).hasSize(1);
        assertThat(Json.text(rows.getFirst(), "theitem")).isEqualTo("103");
        assertThat(Json.text(rows.getFirst(), "onhand")).isEqualTo("30");
        assertThat(Json.text(rows.getFirst(), "c")).isEqualTo("1");
        assertThat(Json.text(rows("SELECT COUNT(DISTINCT itemtype) n FROM item").getFirst(), "n"))
                .isEqualTo("4");
        assertThat(rows("SELECT DISTINCT itemtype FROM item ORDER BY itemtype"))
                .extracting(row -> Json.text(row, "itemtype"))
                .containsExactly("Discount", "InvtPart", "NonInvtPart", "OthCharge");
    }

    @Test
    void understandsConditions() throws Exception {
        assertThat(
                        rows(
                                "SELECT id FROM item WHERE (id = 101 OR itemid LIKE 'SB-MUG-%') AND"
                                        + " NOT (id BETWEEN 107 AND 200) AND parent IS NULL"))
                .hasSize(2);
        assertThat(rows("SELECT id FROM item WHERE custitem_color = 'Red'")).hasSize(2);
        assertThat(rows("SELECT id FROM item WHERE baseprice > 1000")).hasSize(5);
        assertThat(
                        rows(
                                "SELECT COALESCE(i.custitem_size, 'none') s, NVL(p.itemid, '-') p"
                                    + " FROM item i LEFT JOIN item p ON p.id = i.parent WHERE i.id"
                                    + " IN (101, 202) ORDER BY 1"))
                .extracting(row -> Json.text(row, "s") + " " + Json.text(row, "p"))
                .containsExactly("M NS-HOODIE", "none -");
        assertThat(
                        rows(
                                "SELECT BUILTIN.DF(location) place FROM inventoryitemlocations"
                                        + " WHERE item = 101"))
                .extracting(row -> Json.text(row, "place"))
                .containsExactly("Main warehouse");
    }

    @Test
    void findsWhatChangedSince() throws Exception {
        sandbox.netSuite().clockAhead(Duration.ofMinutes(30));
        sandbox.netSuite().stock(101, 1, 1);
        sandbox.netSuite().changeItem("SB-TEE-BLU", Map.of("baseprice", "21.50"));
        String since = Instant.now().plusSeconds(900).toString().substring(0, 19).replace('T', ' ');

        List<ObjectNode> stock =
                rows(
                        "SELECT item, TO_CHAR(lastquantityavailablechange, 'YYYY-MM-DD HH24:MI:SS')"
                            + " chg, lastquantityavailablechange bare FROM aggregateItemLocation"
                            + " WHERE lastquantityavailablechange >= TO_TIMESTAMP(?, 'YYYY-MM-DD"
                            + " HH24:MI:SS')",
                        since);
        List<ObjectNode> items =
                rows(
                        "SELECT id FROM item WHERE lastmodifieddate >= TO_TIMESTAMP(?, 'YYYY-MM-DD"
                                + " HH24:MI:SS')",
                        since);

        assertThat(stock).hasSize(1);
        assertThat(Json.text(stock.getFirst(), "item")).isEqualTo("101");
        assertThat(Json.text(stock.getFirst(), "chg")).isGreaterThan(since);
        assertThat(Json.text(stock.getFirst(), "bare")).matches("\\d{1,2}/\\d{1,2}/\\d{4}");
        assertThat(items).extracting(row -> Json.text(row, "id")).containsExactly("102");
    }

    @Test
    void hasPricesInTheTablesOfTheAccount() throws Exception {
        sandbox.netSuite().changeItem("SB-TEE-RED", Map.of("price:2", "17.00"));

        assertThat(rows("SELECT unitprice FROM pricing WHERE item = 101 AND pricelevel = 2"))
                .extracting(row -> Json.text(row, "unitprice"))
                .containsExactly("17");
        assertThat(rows("SELECT price FROM itemprice WHERE item = 101 AND pricelevel = 1"))
                .extracting(row -> Json.text(row, "price"))
                .containsExactly("19.95");

        sandbox.netSuite().features().pricingTable(false);
        sandbox.netSuite().features().lastQuantityAvailableChange(false);

        assertThat(refused("SELECT unitprice FROM pricing").detail())
                .endsWith("Record 'pricing' was not found.");
        assertThat(
                        refused(
                                        "SELECT item FROM aggregateItemLocation WHERE"
                                                + " lastquantityavailablechange IS NULL")
                                .detail())
                .endsWith("Field 'lastquantityavailablechange' not found.");
        assertThat(refused("SELECT nothing FROM item").code()).isEqualTo("INVALID_PARAMETER");
        assertThat(refused("SELECT id FROM item WHERE id = 1 LIMIT 5").status()).isEqualTo(400);
    }

    @Test
    void findsTheBillOfAnOrder() throws Exception {
        sandbox.netSuite()
                .create(
                        "customer",
                        Json.parseObject(
                                "{\"externalId\":\"C-1\",\"companyName\":\"A\",\"subsidiary\":{\"id\":\"1\"}}"));
        long order =
                sandbox.netSuite()
                        .create(
                                "salesOrder",
                                Json.parseObject(
                                        "{\"externalId\":\"SO-1\",\"entity\":{\"externalId\":\"C-1\"},\"item\":{\"items\":[{\"item\":{\"id\":\"101\"},\"quantity\":2,\"rate\":5.05}]}}"));
        long sale = sandbox.netSuite().bill("SO-1", "cashSale");

        List<ObjectNode> found =
                rows(
                        "SELECT DISTINCT t.id, t.type, t.foreigntotal FROM transaction t JOIN"
                            + " transactionline tl ON tl.transaction = t.id WHERE tl.createdfrom ="
                            + " (?) AND t.type IN ('CustInvc', 'CashSale') AND tl.mainline = 'T'",
                        Long.toString(order));
        List<ObjectNode> lines =
                rows(
                        "SELECT tl.item, tl.quantity, tl.quantitybilled FROM transaction t,"
                            + " transactionline tl WHERE tl.transaction = t.id AND t.externalid ="
                            + " 'SO-1' AND tl.mainline = 'F' AND tl.taxline = 'F'");

        assertThat(Json.write(found.getFirst()))
                .contains("\"id\":\"" + sale + "\"", "CashSale", "10.1");
        assertThat(found).hasSize(1);
        assertThat(Json.write(lines.getFirst())).contains("101", "\"quantitybilled\":\"2\"");
        assertThat(rows("SELECT status, entity FROM transaction WHERE externalid IN ('SO-1')"))
                .extracting(row -> Json.text(row, "status"))
                .containsExactly("SalesOrd:G");
        assertThat(rows("SELECT entity FROM customersubsidiaryrelationship WHERE subsidiary = 1"))
                .hasSize(1);
    }

    @Test
    void pagesThroughMoreThanItGivesAtOnceAndShowsWhatChangesMeanwhile() throws Exception {
        long first = sandbox.netSuite().addItems("BULK-", 100_000, List.of(1L, 3L), 50);
        long before = System.nanoTime();
        int seen = 0;
        String last = Long.toString(first - 1);
        while (true) {
            ObjectNode page = page(STOCK, 1000, 0, last);
            List<ObjectNode> items = Json.objects(page, "items");
            seen += items.size();
            if (seen >= 20_000) {
                break;
            }
            last = Json.text(items.getLast(), "id");
        }
        ObjectNode capped = page(STOCK, 1000, 99_000, Long.toString(first - 1));
        assertThat(Json.number(capped, "totalResults")).isEqualTo(100_000);
        assertThat(capped.path("hasMore").asBoolean()).isFalse();
        for (int offset = 0; offset < 100_000; offset += 1000) {
            assertThat(Json.number(page(STOCK, 1000, offset, Long.toString(first - 1)), "count"))
                    .isEqualTo(1000);
        }
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(60));

        sandbox.netSuite().stock(first, 1, 3);

        assertThat(
                        Json.text(
                                page(STOCK, 1000, 0, Long.toString(first - 1))
                                        .path("items")
                                        .path(0),
                                "quantityonhand"))
                .isEqualTo("3");
    }

    private List<ObjectNode> rows(String query, String... parameters) throws Exception {
        return Json.objects(page(query, 1000, 0, parameters), "items");
    }

    private Refusal refused(String query) throws Exception {
        return Refusal.of(send(query, 1000, 0));
    }

    private ObjectNode page(String query, int limit, int offset, String... parameters)
            throws Exception {
        HttpResponse<String> answer = send(query, limit, offset, parameters);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Json.parseObject(answer.body());
    }

    private HttpResponse<String> send(String query, int limit, int offset, String... parameters)
            throws Exception {
        ObjectNode body = Json.object().put("q", query);
        var list = body.putArray("params");
        for (String parameter : parameters) {
            list.add(parameter);
        }
        return caller.send(
                "POST",
                "/query/v1/suiteql?limit=" + limit + "&offset=" + offset,
                Json.write(body),
                "Prefer",
                "transient");
    }
}
