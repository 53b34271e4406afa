package io.storeledger.ingress.callback;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.storeledger.ingress.callback.Parsed.OtherStore;
import io.storeledger.ingress.callback.Parsed.Unknown;
import io.storeledger.ingress.callback.Parsed.Why;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallbackParserTest {
    private static final String STORE = "s7ore";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "store/order/created | {'type':'order','id':17} | order/17",
                "store/order/updated | {'id':'17','type':'order'} | order/17",
                "store/order/archived | {'type':'order','id':17} | order/17",
                "store/order/statusUpdated"
                        + " | {'type':'order','id':17,'status':{'new_status_id':2}} | order/17",
                "store/order/refund/created"
                        + " | {'type':'order','id':17,'refund':{'refund_id':3,'id':4}} | order/17",
                "store/order/message/created"
                        + " | {'message':{'order_message_id':3},'type':'order','id':17} | order/17",
                "store/order/transaction/created"
                        + " | {'type':'transaction','order_id':'17','transaction_id':'9',"
                        + "'result':{'code':'ok','id':5}} | order/17",
                "store/order/transaction/updated | {'order_id':17} | order/17",
                "store/order/metafield/created | {'metafield_id':4,'resource_id':'17'} | order/17",
                "store/channel/1/order/updated | {'order_id':17} | order/17",
                "store/shipment/created | {'type':'shipment','id':5,'orderId':17} | order/17",
                "store/customer/created | {'type':'customer','id':8} | customer/8",
                "store/customer/deleted | {'type':'customer','id':8} | customer/8",
                "store/customer/address/created"
                        + " | {'type':'customer','id':60,'address':{'customer_id':8}} | customer/8",
                "store/customer/address/deleted"
                        + " | {'address':{'customer_id':'8'},'id':60} | customer/8",
                "store/customer/channel/login/access/updated"
                        + " | {'customer_id':8,'channel_ids':[1,2]} | customer/8",
                "store/product/updated"
                        + " | {'type':'product','id':5,'properties':['id',[1]],"
                        + "'context':{'channel_id':2,'id':9}} | product/5",
                "store/product/inventory/updated"
                        + " | {'type':'product','id':5,'inventory':{'product_id':5,'value':-2.5}}"
                        + " | product/5",
                "store/sku/created"
                        + " | {'type':'sku','id':6,'sku':{'product_id':5,'variant_id':7}}"
                        + " | product/5",
                "store/sku/inventory/order/updated"
                        + " | {'type':'sku','id':6,'inventory':{'product_id':5}} | product/5",
                "store/sku/deleted | {'type':'sku','id':6} | sku/6",
                "store/channel/*/inventory/product/stock_changed"
                        + " | {'variant_id':7,'product_id':5,'location_id':2} | product/5",
                "store/category/created | {'type':'category','id':4} | category/4",
                "store/channel/1/categoryTree/updated | {'tree_id':3} | categoryTree/3",
                "store/brand/metafield/created | {'metafield_id':1,'resource_id':'38'} | brand/38",
                "store/variant/metafield/created | {'resource_id':'38'} | variant/38",
                "store/cart/created | {'type':'cart','id':'09346904-4175'} | cart/09346904-4175",
                "store/cart/lineItem/created"
                        + " | {'type':'cart_line_item','id':'x1','cartId':'b038'} | cart/b038",
                "store/channel/1/cart/lineItems/created"
                        + " | {'cart_id':'b038','cart_item_id':'x1'} | cart/b038",
                "store/priceList/created | {'price_list_id':5} | priceList/5",
                "store/priceList/records/created"
                        + " | [{'price_list_id':5,'variant_id':1},{'price_list_id':6}]"
                        + " | priceList/5",
                "store/priceLists/deleted | {'price_list_ids':[5,6]} | priceList/5",
                "store/inventory/location/created | {'location_id':2} | location/2",
                "store/inventory/location/metafield/created | {'resource_id':'2'} | location/2",
                "store/metafield/created"
                        + " | {'metafield_id':1,'resource_id':'7','resource_type':'variant'}"
                        + " | variant/7",
                "store/channel/created | {'type':'channel','id':2} | channel/2",
                "store/channel/metafield/created | {'resource_id':'2'} | channel/2",
                "store/channel/2/settings/site/updated | {'site_id':1001} | channel/2",
                "store/channel/2/notifications/abandonedCart/updated | {} | channel/2",
                "store/channel/2/script/created | {'uuid':'0187cc6c-cebf'} | script/0187cc6c-cebf",
                "store/modifier/updated"
                        + " | {'type':'shared_modifier','id':205,'affected_product_ids':[1]}"
                        + " | modifier/205",
                "store/subscriber/created | {'type':'subscriber','id':5} | subscriber/5",
                "store/hook/deliveryException"
                        + " | {'type':'webhook','id':123,'error_code':90001} | hook/123",
                "store/information/updated | {'type':'store'} | store/s7ore",
                "store/app/uninstalled | {'type':'store'} | store/s7ore",
            })
    void putsEachShapeUnderTheRecordItBelongsTo(String scope, String data, String key) {
        var parsed = parse(scope, data.replace('\'', '"'));

        assertThat(parsed)
                .isInstanceOfSatisfying(
                        Parsed.Callback.class,
                        callback -> {
                            assertThat(callback.key()).hasToString(STORE + "/" + key);
                            assertThat(callback.scope()).isEqualTo(scope);
                        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // the address's own id is no customer's
                "store/customer/address/updated | {'type':'customer','id':60}",
                "store/shipment/updated | {'type':'shipment','id':5}",
                "store/cart/lineItem/updated | {'id':'x1'}",
                "store/order/updated | {'type':'order'}",
                "store/order/updated | {'type':'order','id':null}",
                "store/order/updated | {'type':'order','id':1.5}",
                "store/order/updated | {'type':'order','id':{'id':3}}",
                "store/order/updated | {'type':'order','id':'a/b'}",
                "store/order/updated | {'type':'order','id':''}",
                "store/order/updated | []",
                "store/order/updated | 17",
                "store/channel/*/settings/site/updated | {'site_id':1}",
                "store/metafield/created | {'resource_id':'7'}",
            })
    void doesNotGuessARecordThatIsNotNamed(String scope, String data) {
        assertThat(parse(scope, data.replace('\'', '"')))
                .isInstanceOfSatisfying(
                        Unknown.class,
                        unknown -> {
                            assertThat(unknown.why()).isEqualTo(Why.NO_ID);
                            assertThat(unknown.scope()).contains(scope);
                        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"store/dragon/updated", "store/order", "order/updated/x", "", "///"})
    void doesNotKnowEveryScope(String scope) {
        assertThat(parse(scope, "{\"id\":1}"))
                .isInstanceOfSatisfying(
                        Unknown.class,
                        unknown -> assertThat(unknown.why()).isEqualTo(Why.UNKNOWN_SCOPE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "nonsense",
                "{",
                "{}}",
                "{} {}",
                "[1,2",
                "{\"scope\":}",
                "\"a",
                "{\"scope\":\"a\",\"scope\":\"b\"}",
                "\u00ff\u00fe\u0000"
            })
    void keepsWhatIsNoJson(String body) {
        assertThat(CallbackParser.parse(body.getBytes(ISO_8859_1), STORE))
                .isInstanceOfSatisfying(
                        Unknown.class, unknown -> assertThat(unknown.why()).isEqualTo(Why.NO_JSON));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "null",
                "17",
                "\"text\"",
                "{}",
                "[{\"producer\":\"stores/other\"}]",
                "{\"producer\":\"elsewhere\",\"scope\":\"store/order/updated\"}",
                "{\"producer\":\"stores/s7ore\"}",
                "{\"producer\":\"stores/s7ore\",\"scope\":17.5}"
            })
    void keepsWhatIsNoCallback(String body) {
        assertThat(CallbackParser.parse(body.getBytes(UTF_8), STORE))
                .isInstanceOfSatisfying(
                        Unknown.class,
                        unknown -> assertThat(unknown.why()).isEqualTo(Why.NO_ENVELOPE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"stores/other", "stores/s7or", "stores/s7oree", "stores/xs7ore", "stores/"})
    void knowsTheEventsOfAnotherStore(String producer) {
        String body = "{\"scope\":\"store/order/updated\",\"producer\":\"%s\"}".formatted(producer);

        assertThat(CallbackParser.parse(body.getBytes(UTF_8), STORE)).isEqualTo(new OtherStore());
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"a\":"})
    void survivesNestingOfAHundredThousandLevels(String open) {
        String deep = open.repeat(100_000);
        String within =
                "{\"producer\":\"stores/s7ore\",\"scope\":\"store/order/updated\",\"data\":" + deep;

        assertThat(CallbackParser.parse(deep.getBytes(UTF_8), STORE)).isInstanceOf(Unknown.class);
        assertThat(CallbackParser.parse(within.getBytes(UTF_8), STORE)).isInstanceOf(Unknown.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1561479335", "\"1561479335\""})
    void readsTheTimeAndTheHashOfTheEvent(String createdAt) {
        String body =
                ("{\"created_at\":%s,\"hash\":\"dd70\",\"producer\":\"stores/s7ore\","
                                + "\"store_id\":1025646,\"scope\":\"store/order/updated\","
                                + "\"data\":{\"id\":1}}")
                        .formatted(createdAt);

        assertThat(CallbackParser.parse(body.getBytes(UTF_8), STORE))
                .isInstanceOfSatisfying(
                        Parsed.Callback.class,
                        callback -> {
                            assertThat(callback.time())
                                    .contains(Instant.parse("2019-06-25T16:15:35Z"));
                            assertThat(callback.hash()).contains("dd70");
                        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "0", "-5", "\"\"", "1e9", "99999999999999999999", "[]", "{}"})
    void hasNoTimeWhereNoneIsSaid(String createdAt) {
        String body =
                ("{\"producer\":\"stores/s7ore\",\"scope\":\"store/order/updated\","
                                + "\"created_at\":%s,\"data\":{\"id\":1}}")
                        .formatted(createdAt);

        assertThat(CallbackParser.parse(body.getBytes(UTF_8), STORE))
                .isInstanceOfSatisfying(
                        Parsed.Callback.class,
                        callback -> {
                            assertThat(callback.time()).isEqualTo(Optional.empty());
                            assertThat(callback.hash()).isEqualTo(Optional.empty());
                        });
    }

    @Test
    void readsThroughAByteOrderMarkAndEscapes() {
        String body =
                "\ufeff{\"producer\":\"stores\\/s7ore\",\"scope\":\"store\\/order\\/updated\","
                        + "\"note\":\"\ud83d\ude80 \\u0000\",\"data\":{\"id\":1}}\r\n";

        assertThat(CallbackParser.parse(body.getBytes(UTF_8), STORE))
                .isInstanceOf(Parsed.Callback.class);
    }

    private static Parsed parse(String scope, String data) {
        String body =
                ("{\"scope\":\"%s\",\"store_id\":\"1025646\",\"data\":%s,\"hash\":\"dd70\","
                                + "\"created_at\":1561479335,\"producer\":\"stores/%s\"}")
                        .formatted(scope, data, STORE);
        return CallbackParser.parse(body.getBytes(UTF_8), STORE);
    }
}
