package io.storeledger.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import tools.jackson.databind.node.ObjectNode;

class RandomRefundsTest {
    private static final List<Rules> STRATEGIES =
            List.of(TestRules.suiteTax(), TestRules.taxLine());

    /// What a store refunds of one product line: so many of it, for so much.
    private record Piece(int line, int quantity, BigDecimal amount) {}

    @Property(tries = 1500)
    void whateverAStoreRefundsIsCreditedToTheCent(@ForAll long seed) {
        Random random = new Random(seed);
        RandomStore.Sold sold = sold(random);
        List<Piece> pieces = pieces(sold, random);
        pieces = pieces.subList(0, 1 + random.nextInt(pieces.size()));
        BigDecimal total = sum(pieces);
        if (total.signum() == 0) {
            return;
        }
        boolean withTax = random.nextBoolean();
        BigDecimal tax =
                total.multiply(BigDecimal.valueOf(random.nextInt(30), 2))
                        .setScale(sold.unit().scale(), RoundingMode.HALF_UP);
        TestRefund refund =
                TestRefund.of((withTax ? total : total.add(tax)).toPlainString(), tax.toString());
        add(refund, pieces, random);

        assertCredited(
                refund, sold, withTax ? total : total.add(tax), STRATEGIES.get(random.nextInt(2)));
    }

    @Property(tries = 1000)
    void refundsOfEverythingComeToTheOrder(@ForAll long seed) {
        Random random = new Random(seed);
        RandomStore.Sold sold = sold(random);
        BigDecimal left = sold.totalInc();
        for (Piece piece : pieces(sold, random)) {
            // an order's discounts are not its lines'
            BigDecimal amount = piece.amount().min(left);
            if (amount.signum() > 0) {
                TestRefund refund = TestRefund.of(amount.toPlainString(), "0");
                add(refund, List.of(new Piece(piece.line(), piece.quantity(), amount)), random);
                left = left.subtract(assertCredited(refund, sold, amount, TestRules.suiteTax()));
            }
        }
        if (left.signum() > 0) {
            TestRefund refund =
                    TestRefund.of(left.toPlainString(), "0")
                            .charge("ORDER", 1001, left.toPlainString());
            left = left.subtract(assertCredited(refund, sold, left, TestRules.suiteTax()));
        }
        assertThat(left).isZero();
    }

    @Property(tries = 1000)
    void aMinorUnitThatNothingExplainsIsNeverPosted(@ForAll long seed, @ForAll boolean more) {
        Random random = new Random(seed);
        RandomStore.Sold sold = sold(random);
        List<Piece> pieces = pieces(sold, random);
        BigDecimal unit = more ? sold.unit() : sold.unit().negate();
        BigDecimal total = sum(pieces).add(unit);
        if (total.signum() <= 0) {
            return;
        }
        TestRefund refund = TestRefund.of(total.toPlainString(), "0");
        pieces.forEach(piece ->
                refund.product(piece.line(), piece.quantity(), piece.amount().toPlainString()));

        assertThat(refund.map(sold.order(), TestRules.suiteTax()))
                .isInstanceOf(MappedRefund.Unmappable.class);
    }

    private static BigDecimal assertCredited(
            TestRefund refund, RandomStore.Sold sold, BigDecimal total, Rules rules) {
        MappedRefund result = refund.map(sold.order(), rules);
        assertThat(result).isInstanceOf(MappedRefund.Mapped.class);
        MappedRefund.Mapped mapped = (MappedRefund.Mapped) result;
        assertThat(mapped.proof().holds()).isTrue();
        assertThat(TestOrder.total(mapped.body())).isEqualByComparingTo(total);
        return TestOrder.total(mapped.body());
    }

    /// An order whose lines have ids and were sent in part.
    private static RandomStore.Sold sold(Random random) {
        RandomStore.Sold sold = RandomStore.order(random);
        long id = 0;
        for (ObjectNode product : sold.order().build().products()) {
            product.put("id", id++);
            product.put("quantity_shipped", random.nextInt(product.path("quantity").asInt() + 1));
        }
        return sold;
    }

    /// Every line in one or two pieces, whose amounts come to the line's.
    private static List<Piece> pieces(RandomStore.Sold sold, Random random) {
        List<Piece> pieces = new ArrayList<>();
        List<ObjectNode> products = sold.order().build().products();
        for (int i = 0; i < products.size(); i++) {
            int quantity = products.get(i).path("quantity").asInt();
            BigDecimal all = new BigDecimal(products.get(i).path("total_inc_tax").asString());
            BigDecimal whole = all.setScale(sold.unit().scale(), RoundingMode.HALF_UP);
            int first = 1 + random.nextInt(quantity);
            BigDecimal amount =
                    all.multiply(BigDecimal.valueOf(first))
                            .divide(BigDecimal.valueOf(quantity), MathContext.DECIMAL128)
                            .setScale(sold.unit().scale(), RoundingMode.HALF_UP)
                            .min(whole);
            pieces.add(new Piece(i, first, amount));
            if (first < quantity) {
                pieces.add(new Piece(i, quantity - first, whole.subtract(amount)));
            }
        }
        return pieces;
    }

    private static void add(TestRefund refund, List<Piece> pieces, Random random) {
        for (Piece piece : pieces) {
            String amount = piece.amount().toPlainString();
            refund.product(
                    piece.line(),
                    piece.quantity(),
                    random.nextBoolean() ? amount : "\"" + amount + "\"");
        }
    }

    private static BigDecimal sum(List<Piece> pieces) {
        return pieces.stream().map(Piece::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
