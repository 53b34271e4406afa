package io.storeledger.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpressionTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "Web {order.id} via {order.payment_method} # \"Web 1001 via Cash\"",
                "{order.id} # 1001",
                "{order.is_tax_inclusive_pricing} # true",
                "{order.billing_address.city} # \"Leeds\"",
                "{order.billing_address.company} # -",
                "Company {order.billing_address.company} # -",
                "{order.discount_amount|number} # 0.0000",
                "{order.payment_method|number} # -",
                "{order.date_created|date} # \"2019-03-06\"",
                "{order.payment_method|date} # -",
                "{order.fees.0.display_name_merchant} # \"Rush\"",
                "{order.fees.1.display_name_merchant} # -",
                "{order.billing_address} # -",
                "{shipping.city} # -",
                "{coupon.code}/{store} # \"SPRING/abc123\"",
                "always # \"always\"",
            })
    void takesItsPlacesFromTheOrder(String text, String expected) {
        StoreOrder order =
                TestOrder.in("GBP", true).fee("Rush", "1", "0", "1").coupon("SPRING", "1").build();
        assertThat(
                        Expression.parse(text, Expression.OF_ORDERS)
                                .value(order, ZoneId.of("Asia/Tokyo"))
                                .map(Object::toString)
                                .orElse("-"))
                .isEqualTo(expected);
    }
}
