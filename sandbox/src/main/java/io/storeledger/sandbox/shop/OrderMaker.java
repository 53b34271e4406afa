package io.storeledger.sandbox.shop;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/// Makes up orders, never two alike: every feature of a checkout turns up alone and together.
public final class OrderMaker {
    private static final List<String> MESSAGES =
            List.of(
                    "",
                    "",
                    "",
                    "Please ring twice",
                    "Für Oma – bitte als Geschenk 🎁",
                    "a \"b\" \\ c\nd");
    private static final int MANY_LINES_FROM = 60;
    private static final int MANY_LINES_TO = 300;

    private final RandomGenerator random;
    private final Function<Product, BigDecimal> prices;

    /// Orders made up from this generator, at the prices that the products had at first.
    public OrderMaker(RandomGenerator random) {
        this(random, Product::price);
    }

    /// Orders made up from this generator.
    ///
    /// @param prices what a product costs now, in the store's own currency
    OrderMaker(RandomGenerator random, Function<Product, BigDecimal> prices) {
        this.random = random;
        this.prices = prices;
    }

    /// The market an order comes from.
    private record Market(
            String currency, boolean inclusive, BigDecimal factor, List<String> rates) {}

    private static final List<Market> MARKETS =
            List.of(
                    new Market("USD", false, BigDecimal.ONE, List.of("8.25", "6.35", "7.625", "0")),
                    new Market("USD", true, BigDecimal.ONE, List.of("8.25", "10")),
                    new Market("GBP", true, new BigDecimal("0.8"), List.of("20", "5")),
                    new Market("GBP", false, new BigDecimal("0.8"), List.of("20")),
                    new Market("CAD", false, new BigDecimal("1.36"), List.of("13", "14.975", "5")),
                    new Market("EUR", true, new BigDecimal("0.93"), List.of("19", "21", "7")),
                    new Market("JPY", true, new BigDecimal("150"), List.of("10", "8")));

    /// An order of everything that may be, placed by a guest or this customer.
    OrderDraft next(Person person, long customerId) {
        // The store's own currency is the most common.
        Market market = one(random.nextInt(3) == 0 ? MARKETS : MARKETS.subList(0, 2));
        OrderDraft draft =
                market.inclusive()
                        ? OrderDraft.taxInclusive(market.currency())
                        : OrderDraft.taxExclusive(market.currency());
        draft.person(person).customer(customerId).tax(one(market.rates())).message(one(MESSAGES));
        if (random.nextInt(3) == 0) {
            draft.shortMoney();
        }
        if (random.nextInt(4) == 0) {
            draft.splitTax();
        }
        lines(draft, market);
        charges(draft, market);
        discounts(draft, market);
        if (random.nextInt(25) == 0) {
            draft.secondAddress();
        }
        draft.payment(one(List.of("Credit Card", "PayPal", "Bank Deposit", "Cash on Delivery")));
        tenders(draft, market);
        return draft;
    }

    private void lines(OrderDraft draft, Market market) {
        int count = 1 + few(8);
        if (random.nextInt(150) == 0) {
            count = MANY_LINES_FROM + random.nextInt(MANY_LINES_TO - MANY_LINES_FROM + 1);
        }
        for (int i = 0; i < count; i++) {
            draft.line(line(market));
        }
        if (random.nextInt(20) == 0) {
            draft.line(DraftLine.custom("Engraving", amount(market, 5, 40), 1 + random.nextInt(3)));
        }
        if (random.nextInt(25) == 0) {
            draft.line(DraftLine.giftCertificate(amount(market, 10, 100)));
        }
    }

    private DraftLine line(Market market) {
        Product product = one(Catalogue.PRODUCTS);
        // A cheap thing is bought by the hundred, at a price with parts of a cent.
        boolean cheap = product.price().compareTo(BigDecimal.ONE) < 0;
        int quantity = cheap ? 1 + random.nextInt(500) : 1 + few(6);
        BigDecimal own = prices.apply(product);
        BigDecimal price = own.multiply(market.factor());
        int decimals = market.currency().equals("JPY") ? 0 : Math.max(2, own.scale());
        price = price.setScale(decimals, RoundingMode.HALF_UP);
        DraftLine line = DraftLine.of(product, price, quantity);
        BigDecimal full = price.multiply(BigDecimal.valueOf(quantity));
        if (random.nextInt(8) == 0) {
            line = line.withDiscount(part(market, full).toPlainString());
        }
        if (random.nextInt(12) == 0 && line.needsShipping()) {
            line = line.withWrapping(amount(market, 1, 6));
        }
        if (random.nextInt(15) == 0) {
            line = line.withTax("0");
        }
        // goods come with goods: what is sent needs an address
        if (random.nextInt(15) == 0 && line.needsShipping()) {
            line = line.withBundled(List.of(one(Catalogue.PRODUCTS), one(Catalogue.PRODUCTS)));
        }
        return line;
    }

    private void charges(OrderDraft draft, Market market) {
        if (draft.lines().stream().anyMatch(DraftLine::needsShipping)) {
            switch (random.nextInt(6)) {
                case 0 -> draft.shipping("Free shipping", "0");
                case 1 -> draft.freeShipping("FREESHIP", amount(market, 5, 15));
                case 2 -> draft.shipping("Express", amount(market, 15, 45));
                default -> draft.shipping("Ground", amount(market, 4, 12));
            }
            if (random.nextInt(10) == 0) {
                draft.handling(amount(market, 1, 5));
            }
        }
        if (random.nextInt(12) == 0) {
            draft.fee("Small order fee", amount(market, 1, 4));
        }
        if (random.nextInt(40) == 0) {
            draft.fee("Insurance", amount(market, 1, 9));
        }
    }

    private void discounts(OrderDraft draft, Market market) {
        BigDecimal left = discountable(draft);
        if (draft.coupon().code().isEmpty() && random.nextInt(6) == 0) {
            // Now and then a coupon pays for all of it.
            BigDecimal off = random.nextInt(8) == 0 ? left : part(market, left);
            draft.coupon("SAVE" + random.nextInt(50), off.toPlainString());
            left = left.subtract(off);
            if (left.signum() == 0 && random.nextBoolean()) {
                draft.shipping("Free shipping", "0");
            }
        }
        if (random.nextInt(10) == 0) {
            draft.manualDiscount(part(market, left).toPlainString());
        }
    }

    private void tenders(OrderDraft draft, Market market) {
        if (random.nextInt(15) == 0) {
            draft.payWithGiftCertificate(amount(market, 5, 80));
        }
        if (draft.customerId() > 0 && random.nextInt(10) == 0) {
            draft.payWithStoreCredit(amount(market, 2, 40));
        }
    }

    private static BigDecimal discountable(OrderDraft draft) {
        Money money = draft.money();
        return draft.lines().stream()
                .filter(DraftLine::discountable)
                .map(l ->
                        money.round(l.price().multiply(BigDecimal.valueOf(l.quantity())))
                                .subtract(l.discount()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private BigDecimal part(Market market, BigDecimal of) {
        int decimals = market.currency().equals("JPY") ? 0 : 2;
        return of.multiply(BigDecimal.valueOf(1 + random.nextInt(60)))
                .divide(BigDecimal.valueOf(100), decimals, RoundingMode.DOWN);
    }

    private String amount(Market market, int from, int to) {
        int decimals = market.currency().equals("JPY") ? 0 : 2;
        BigDecimal cents = BigDecimal.valueOf(from * 100L + random.nextInt((to - from) * 100), 2);
        return cents.multiply(market.factor())
                .setScale(decimals, RoundingMode.HALF_UP)
                .toPlainString();
    }

    // The smaller of two throws: less is more likely.
    private int few(int bound) {
        int first = random.nextInt(bound);
        int second = random.nextInt(bound);
        return Math.min(first, second);
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
