package io.storeledger.mapping;

import io.storeledger.common.config.Settings;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The merchant's `rules:` of one connection: where in NetSuite the parts of an order belong.
///
/// Wherever a NetSuite record is named, the value is a [Ref]. What a rule lacks and an order needs
/// makes that order unmappable, with the rule's key; orders that don't need it are not held up.
///
/// @param subsidiary `subsidiary`: of orders and customers; leave it out unless the account is
///   OneWorld
/// @param location `location`: of orders and, by SKU prefix, of lines
/// @param department `department`: likewise
/// @param classification `class`: likewise
/// @param salesChannel `salesChannel`: of orders
/// @param customForm `customForm`: the sales order's form, if not the preferred one
/// @param currencies `currencies`: currency code to NetSuite's currency
/// @param shipMethods `shipMethods`: the store's shipping method to a shipping item
/// @param paymentMethods `paymentMethods`: the store's payment method to a payment option
/// @param items `items`: what carries the parts that are no products
/// @param tax `tax`: how the store's tax gets into NetSuite
/// @param bundles `bundles`: whether a bundle's parts become lines; default `lines`
/// @param severalAddresses `severalAddresses`: what becomes of an order that goes to more than one
///   address; default `reject`
/// @param timeZone `timeZone`: in which an order's time becomes its date; default UTC
/// @param orderStatus `orderStatus`: in which status an order is created; default B
/// @param memo `memo`: default `BigCommerce order {order.id}`
/// @param otherRefNum `otherRefNum`: default `{order.id}`
/// @param customFields `customFields`: `custbody_...` to expressions
/// @param tenders `tenders`: where gift certificates and store credit are recorded
/// @param customers `customers`: how shoppers become customers
/// @param updates `updates`: what may change once NetSuite has begun to fulfil
/// @param refunds `refunds`: how refunds become credits
public record Rules(
        Dimension subsidiary,
        Dimension location,
        Dimension department,
        Dimension classification,
        Dimension salesChannel,
        Optional<Ref> customForm,
        Map<String, Ref> currencies,
        Named shipMethods,
        Named paymentMethods,
        Items items,
        Tax tax,
        Bundles bundles,
        SeveralAddresses severalAddresses,
        ZoneId timeZone,
        OrderStatus orderStatus,
        Expression memo,
        Expression otherRefNum,
        Map<String, Expression> customFields,
        Tenders tenders,
        Customers customers,
        Updates updates,
        Refunds refunds) {

    /// Copies the maps, in their order.
    public Rules {
        currencies = inOrder(currencies);
        customFields = inOrder(customFields);
    }

    /// Reads the section; every fault is noted there under its key, none is thrown.
    public static Rules read(Settings settings) {
        return RulesReader.read(settings);
    }

    /// A value by what the order is. The first that matches, in this order: channel, country,
    /// payment method, default. SKU prefixes are for lines: the first prefix in the file's order
    /// stands above the order's value on that line.
    ///
    /// @param standard `default`
    /// @param byChannel `byChannel`: channel number
    /// @param byCountry `byCountry`: ISO 3166 alpha-2 code of where the order goes
    /// @param byPaymentMethod `byPaymentMethod`: the store's name of it, in any case
    /// @param bySkuPrefix `bySkuPrefix`: the beginning of a SKU, in any case
    public record Dimension(
            Optional<Ref> standard,
            Map<String, Ref> byChannel,
            Map<String, Ref> byCountry,
            Map<String, Ref> byPaymentMethod,
            Map<String, Ref> bySkuPrefix) {

        /// Copies the maps, in their order.
        public Dimension {
            byChannel = inOrder(byChannel);
            byCountry = inOrder(byCountry);
            byPaymentMethod = inOrder(byPaymentMethod);
            bySkuPrefix = inOrder(bySkuPrefix);
        }

        /// The value for the order as a whole.
        public Optional<Ref> of(StoreOrder order) {
            return pick("", order).map(Picked::ref);
        }

        /// The same, with the key below the rule of this name.
        Optional<Picked> pick(String rule, StoreOrder order) {
            return pick(
                    rule,
                    order.channel(),
                    order.country(),
                    order.paymentMethod(),
                    order.countryFrom());
        }

        /// The value for a customer: a customer has no payment method.
        Optional<Picked> pick(String rule, StoreCustomer customer) {
            return pick(
                    rule,
                    customer.channel(),
                    customer.country(),
                    Optional.empty(),
                    "customer.addresses[0].country_code");
        }

        /// Whether it depends on the order.
        public boolean varies() {
            return !byChannel.isEmpty() || !byCountry.isEmpty() || !byPaymentMethod.isEmpty();
        }

        private Optional<Picked> pick(
                String rule,
                Optional<String> channel,
                Optional<String> country,
                Optional<String> payment,
                String countryFrom) {
            String channelFrom =
                    countryFrom.startsWith("customer")
                            ? "customer.origin_channel_id"
                            : "order.channel_id";
            return named(rule, "byChannel", byChannel, channel, channelFrom)
                    .or(() -> named(rule, "byCountry", byCountry, country, countryFrom))
                    .or(() ->
                            named(
                                    rule,
                                    "byPaymentMethod",
                                    byPaymentMethod,
                                    payment,
                                    "order.payment_method"))
                    .or(() -> standard.map(ref -> Picked.of(rule, "default", ref)));
        }

        /// The value for a line, if its SKU calls for one of its own.
        Optional<Picked> ofSku(String rule, String sku) {
            return bySkuPrefix.entrySet().stream()
                    .filter(entry ->
                            sku.regionMatches(true, 0, entry.getKey(), 0, entry.getKey().length()))
                    .map(entry ->
                            new Picked(rule, "bySkuPrefix", entry.getKey(), "", entry.getValue()))
                    .findFirst();
        }
    }

    /// A value by a name that the store uses; without a match and a default the field is left out.
    ///
    /// @param standard `default`
    /// @param byName `byName`: the store's name, in any case
    public record Named(Optional<Ref> standard, Map<String, Ref> byName) {
        /// Copies the map, in its order.
        public Named {
            byName = inOrder(byName);
        }

        Optional<Picked> pick(String rule, Optional<String> name, String from) {
            return named(rule, "byName", byName, name, from)
                    .or(() -> standard.map(ref -> Picked.of(rule, "default", ref)));
        }
    }

    /// The items of what is no product, and of products that NetSuite does not know by SKU.
    ///
    /// @param shipping `shipping`: the shipping charged
    /// @param handling `handling`: the handling charged
    /// @param wrapping `wrapping`: the gift wrapping charged
    /// @param fee `fee`: fees
    /// @param discount `discount`: `discount_amount` (manual and automatic discounts), negative
    /// @param coupon `coupon`: `coupon_discount`, negative; default `discount`
    /// @param giftCertificate `giftCertificate`: gift certificates sold
    /// @param customProduct `customProduct`: products without SKU, and custom ones unknown by SKU
    /// @param rounding `rounding`: cents by which the lines differ from the subtotal
    /// @param tax `tax`: the tax, with the strategy `tax-line`
    /// @param refund `refund`: money given back for no goods that come back
    /// @param refundAdjustment `refundAdjustment`: what a refund differs by from its items; default
    ///   `refund`
    /// @param unknown `unknown`: products whose SKU NetSuite does not know
    /// @param bySku `bySku`: SKUs that are called otherwise in NetSuite, before any look-up
    public record Items(
            Optional<Ref> shipping,
            Optional<Ref> handling,
            Optional<Ref> wrapping,
            Optional<Ref> fee,
            Optional<Ref> discount,
            Optional<Ref> coupon,
            Optional<Ref> giftCertificate,
            Optional<Ref> customProduct,
            Optional<Ref> rounding,
            Optional<Ref> tax,
            Optional<Ref> refund,
            Optional<Ref> refundAdjustment,
            Optional<Ref> unknown,
            Map<String, Ref> bySku) {

        /// Copies the map, in its order.
        public Items {
            bySku = inOrder(bySku);
        }

        /// The item that the rules name for a SKU, in any case: BigCommerce's SKUs are unique so.
        Optional<Picked> named(String sku) {
            return Rules.named("items", "bySku", bySku, Optional.of(sku), "");
        }
    }

    /// How the store's tax gets into NetSuite.
    ///
    /// @param strategy `strategy`: default `suitetax-override`
    /// @param type `type`: the tax type's id, for codes that name none
    /// @param code `code`: the tax code where none of `codes` matches
    /// @param zeroCode `zeroCode`: the code of lines without tax; if left out they get no tax
    ///   detail
    /// @param codes `codes`: the first that matches
    public record Tax(
            Strategy strategy,
            Optional<String> type,
            Optional<Ref> code,
            Optional<Ref> zeroCode,
            List<Code> codes) {

        /// Copies the list.
        public Tax {
            codes = List.copyOf(codes);
        }

        /// The ways to get tax into NetSuite.
        public enum Strategy {
            /// SuiteTax: the store's tax is written per line and overrides NetSuite's.
            SUITETAX_OVERRIDE,
            /// The store's tax is one line of its own; for accounts with legacy tax.
            TAX_LINE,
            /// NetSuite computes the tax; only it can say afterwards whether the total is right.
            NETSUITE_CALCULATES
        }

        /// A tax code and when it applies; a condition left out is always met.
        ///
        /// @param country `country`: where the order goes, ISO 3166 alpha-2
        /// @param taxClass `taxClass`: BigCommerce's tax class number; order lines of products have
        ///   none, only shipping, handling, wrapping and fees do
        /// @param rate `rate`: in percent; met if it gives the line's tax to the minor unit, give
        ///   or take one
        /// @param code `code`: NetSuite's tax code
        /// @param type `type`: its tax type's id, if not the default one
        public record Code(
                Optional<String> country,
                Optional<String> taxClass,
                Optional<BigDecimal> rate,
                Ref code,
                Optional<String> type) {}
    }

    /// What becomes of the parts of a bundle (`parent_order_product_id` is set).
    public enum Bundles {
        /// Each is a line, so that its stock is committed.
        LINES,
        /// Only the bundle is a line; parts that cost money stay, or the total would be wrong.
        PARENT_ONLY
    }

    /// What becomes of an order whose goods go to several addresses; a sales order goes to one.
    public enum SeveralAddresses {
        /// It is rejected: goods sent to the wrong address are worse than a late order.
        REJECT,
        /// All of it goes to the first.
        FIRST
    }

    /// The status in which an order is created.
    public enum OrderStatus {
        /// Pending approval.
        A,
        /// Pending fulfilment.
        B
    }

    /// Where gift certificates and store credit that paid for an order are recorded.
    ///
    /// @param memo `memo`: append them to the memo; default true
    /// @param storeCreditField `storeCreditField`: a `custbody_` field for the amount
    /// @param giftCertificateField `giftCertificateField`: likewise
    public record Tenders(
            boolean memo,
            Optional<String> storeCreditField,
            Optional<String> giftCertificateField) {}

    /// How shoppers become customers.
    ///
    /// @param withCompany `withCompany`: what a shopper who gave a company is; default `company`
    /// @param identity `identity`: by what a shopper is known again; default `id`
    /// @param deleted `deleted`: what becomes of one that the store deletes; default `nothing`
    /// @param customForm `customForm`: the customer's form, if not the preferred one
    public record Customers(
            Kind withCompany, Identity identity, Deleted deleted, Optional<Ref> customForm) {
        /// By what a shopper is known again.
        public enum Identity {
            /// The number in the store: who buys as a guest and registers later is another
            /// customer.
            ID,
            /// The e-mail address: guests and registered customers with one address are one.
            EMAIL
        }

        /// What becomes of a customer that the store deletes.
        public enum Deleted {
            /// It stays as it is.
            NOTHING,
            /// It is made inactive.
            INACTIVE
        }

        /// A customer's kind (`isPerson`).
        public enum Kind {
            /// A person; the company's name is kept beside the person's.
            PERSON,
            /// A company.
            COMPANY
        }
    }

    /// What may change once NetSuite has begun to fulfil an order, or has closed it.
    ///
    /// @param afterFulfilment `afterFulfilment`: default `skip`
    /// @param headerFields `headerFields`: which fields `header-only` may change; default `memo`
    /// @param cancelled `cancelled`: what becomes of a sales order whose order is cancelled or
    ///   declined in the store; default `close`
    public record Updates(
            AfterFulfilment afterFulfilment, List<String> headerFields, Cancelled cancelled) {
        /// Copies the list.
        public Updates {
            headerFields = List.copyOf(headerFields);
        }

        /// What is done.
        public enum AfterFulfilment {
            /// Nothing.
            SKIP,
            /// The listed fields of the header are written, never lines.
            HEADER_ONLY
        }

        /// What a cancellation does.
        public enum Cancelled {
            /// The lines that are not fulfilled are closed.
            CLOSE,
            /// Nothing.
            IGNORE
        }
    }

    /// How refunds become credits.
    ///
    /// @param kind `kind`: default `credit-memo`
    /// @param notBilled `notBilled`: what is done while there is no invoice or cash sale that the
    ///   kind needs; default `credit-memo`
    /// @param restock `restock`: which refunded goods go back to stock; default `shipped`
    /// @param customFields `customFields`: `custbody_...` to expressions, which may name
    ///   `{refund.FIELD}` too
    public record Refunds(
            CreditKind kind,
            NotBilled notBilled,
            Restock restock,
            Map<String, Expression> customFields) {

        /// Copies the map, in its order.
        public Refunds {
            customFields = inOrder(customFields);
        }

        /// Which transaction a refund becomes.
        public enum CreditKind {
            /// A credit memo on its own.
            CREDIT_MEMO,
            /// A credit memo made of the order's invoice and applied to it.
            FROM_INVOICE,
            /// A cash refund made of the order's cash sale.
            CASH_REFUND
        }

        /// What is done while the order is not billed.
        public enum NotBilled {
            /// It becomes a credit memo on its own.
            CREDIT_MEMO,
            /// It waits.
            WAIT,
            /// It is rejected.
            REJECT
        }

        /// Which refunded goods go back to stock.
        public enum Restock {
            /// As many as the order says were shipped: others never left the stock.
            SHIPPED,
            /// All that the refund names.
            ALWAYS,
            /// None: refunds are money only.
            NEVER
        }
    }

    private static Optional<Picked> named(
            String rule, String map, Map<String, Ref> values, Optional<String> name, String from) {
        return name.flatMap(given ->
                values.entrySet().stream()
                        .filter(entry -> entry.getKey().equalsIgnoreCase(given))
                        .map(entry -> new Picked(rule, map, entry.getKey(), from, entry.getValue()))
                        .findFirst());
    }

    /// `Map.copyOf` would lose the file's order, which decides between prefixes.
    private static <V> Map<String, V> inOrder(Map<String, V> map) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }
}
