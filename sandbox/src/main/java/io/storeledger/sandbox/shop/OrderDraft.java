package io.storeledger.sandbox.shop;

import io.storeledger.sandbox.json.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/// An order as a shopper puts it together; [#toOrder] does the arithmetic.
///
/// All amounts given include tax or not, as the store's prices do.
public final class OrderDraft {
    private final boolean inclusive;
    private final String currency;
    private final List<DraftLine> lines = new ArrayList<>();
    private final List<Fee> fees = new ArrayList<>();
    private BigDecimal taxPercent = BigDecimal.ZERO;
    private BigDecimal manualDiscount = BigDecimal.ZERO;
    private BigDecimal shipping = BigDecimal.ZERO;
    private BigDecimal baseShipping = BigDecimal.ZERO;
    private BigDecimal handling = BigDecimal.ZERO;
    private BigDecimal giftCertificate = BigDecimal.ZERO;
    private BigDecimal storeCredit = BigDecimal.ZERO;
    private Coupon coupon = Coupon.NONE;
    private String shippingMethod = "Ground";
    private String paymentMethod = "Credit Card";
    private Person person = Person.DEFAULT;
    private long customerId;
    private int statusId = 11;
    private boolean longForm = true;
    private boolean splitTax;
    private boolean secondAddress;
    private String message = "";

    private OrderDraft(boolean inclusive, String currency) {
        this.inclusive = inclusive;
        this.currency = currency;
    }

    /// A fee on the order.
    record Fee(String name, BigDecimal cost) {}

    /// A coupon and what it takes off.
    ///
    /// @param type 0 per item, 1 percentage, 2 per total, 3 shipping, 4 free shipping, 5 promotion
    record Coupon(String code, int type, BigDecimal discount) {
        static final Coupon NONE = new Coupon("", 2, BigDecimal.ZERO);
    }

    /// An order whose prices are without tax; tax is put on top.
    public static OrderDraft taxExclusive(String currency) {
        return new OrderDraft(false, currency);
    }

    /// An order whose prices include the tax.
    public static OrderDraft taxInclusive(String currency) {
        return new OrderDraft(true, currency);
    }

    /// Adds a line.
    public OrderDraft line(DraftLine line) {
        lines.add(line);
        return this;
    }

    /// Taxes everything but gift certificates at this rate.
    public OrderDraft tax(String percent) {
        taxPercent = new BigDecimal(percent);
        return this;
    }

    /// Splits the tax in two, as a state's and a county's.
    public OrderDraft splitTax() {
        splitTax = true;
        return this;
    }

    /// Takes so much off the whole order by hand.
    public OrderDraft manualDiscount(String amount) {
        manualDiscount = new BigDecimal(amount);
        return this;
    }

    /// Uses a coupon that takes so much off the whole order.
    public OrderDraft coupon(String code, String amount) {
        coupon = new Coupon(code, 2, new BigDecimal(amount));
        return this;
    }

    /// Uses a coupon for free shipping: shipping would have cost something and costs nothing.
    public OrderDraft freeShipping(String code, String wouldHaveCost) {
        coupon = new Coupon(code, 4, BigDecimal.ZERO);
        baseShipping = new BigDecimal(wouldHaveCost);
        shipping = BigDecimal.ZERO;
        shippingMethod = "Free shipping";
        return this;
    }

    /// Ships for so much.
    public OrderDraft shipping(String method, String cost) {
        shippingMethod = method;
        shipping = new BigDecimal(cost);
        baseShipping = shipping;
        return this;
    }

    /// Adds a handling charge.
    public OrderDraft handling(String cost) {
        handling = new BigDecimal(cost);
        return this;
    }

    /// Adds a fee.
    public OrderDraft fee(String name, String cost) {
        fees.add(new Fee(name, new BigDecimal(cost)));
        return this;
    }

    /// Pays so much with a gift certificate; the total stays the same.
    public OrderDraft payWithGiftCertificate(String amount) {
        giftCertificate = new BigDecimal(amount);
        return this;
    }

    /// Pays so much with store credit; the total stays the same.
    public OrderDraft payWithStoreCredit(String amount) {
        storeCredit = new BigDecimal(amount);
        return this;
    }

    /// Pays this way.
    public OrderDraft payment(String method) {
        paymentMethod = method;
        return this;
    }

    /// Orders as this registered customer; 0 is a guest.
    public OrderDraft customer(long id) {
        customerId = id;
        return this;
    }

    /// Orders under this status.
    public OrderDraft status(int id) {
        statusId = id;
        return this;
    }

    /// Writes money as short as it goes instead of with 4 decimals.
    public OrderDraft shortMoney() {
        longForm = false;
        return this;
    }

    /// Leaves a message.
    public OrderDraft message(String text) {
        message = text;
        return this;
    }

    /// Orders under this name and address.
    OrderDraft person(Person orderedBy) {
        person = orderedBy;
        return this;
    }

    /// Ships to a second address too.
    OrderDraft secondAddress() {
        secondAddress = true;
        return this;
    }

    /// The order as `StoreSandbox.placeOrder` takes it.
    public ObjectNode toOrder() {
        return new OrderWriter(this).write();
    }

    /// What the order costs in all, before paying.
    public BigDecimal total() {
        return Json.decimal(toOrder(), "total_inc_tax");
    }

    boolean inclusive() {
        return inclusive;
    }

    String currency() {
        return currency;
    }

    Money money() {
        return new Money(currency.equals("JPY") ? 0 : 2, longForm);
    }

    List<DraftLine> lines() {
        return lines;
    }

    List<Fee> fees() {
        return fees;
    }

    BigDecimal taxPercent() {
        return taxPercent;
    }

    boolean taxIsSplit() {
        return splitTax;
    }

    BigDecimal manualDiscount() {
        return manualDiscount;
    }

    Coupon coupon() {
        return coupon;
    }

    BigDecimal shipping() {
        return shipping;
    }

    BigDecimal baseShipping() {
        return baseShipping;
    }

    String shippingMethod() {
        return shippingMethod;
    }

    BigDecimal handling() {
        return handling;
    }

    BigDecimal giftCertificate() {
        return giftCertificate;
    }

    BigDecimal storeCredit() {
        return storeCredit;
    }

    String paymentMethod() {
        return paymentMethod;
    }

    Person person() {
        return person;
    }

    long customerId() {
        return customerId;
    }

    int statusId() {
        return statusId;
    }

    boolean hasSecondAddress() {
        return secondAddress;
    }

    String message() {
        return message;
    }

    /// An edit by the merchant: coupon and manual discount are cleared, as BigCommerce does.
    void clearDiscounts() {
        manualDiscount = BigDecimal.ZERO;
        coupon = coupon.type() == 4 ? coupon : Coupon.NONE;
    }
}
