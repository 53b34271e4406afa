package io.storeledger.sandbox.netsuite.record;

import java.util.Set;

/// What the account has switched on; accounts differ, and with them fields, tables and columns.
public final class Features {
    private static final Set<String> SUITE_TAX =
            Set.of(
                    "taxDetails",
                    "taxDetailsOverride",
                    "taxRegOverride",
                    "taxPointDate",
                    "taxDetailsReference",
                    "nexus",
                    "entityTaxRegNum",
                    "subsidiaryTaxRegNum");
    private static final Set<String> LEGACY_TAX =
            Set.of(
                    "isTaxable",
                    "taxItem",
                    "taxRate",
                    "shippingTaxCode",
                    "tax1Amt",
                    "taxRate1",
                    "vatRegNum");

    private volatile boolean oneWorld = true;
    private volatile boolean suiteTax = true;
    private volatile boolean availableChange = true;
    private volatile boolean pricing = true;
    private volatile boolean itemPrice = true;
    private volatile boolean currencies = true;

    /// OneWorld, and no odd tables.
    public Features() {}

    /// Whether the account has subsidiaries; without, there is no such field, record or table.
    public void oneWorld(boolean on) {
        oneWorld = on;
    }

    /// Whether the account has SuiteTax; without, the tax details are unknown fields.
    public void suiteTax(boolean on) {
        suiteTax = on;
    }

    /// Whether `aggregateItemLocation` has the column `lastquantityavailablechange`.
    public void lastQuantityAvailableChange(boolean on) {
        availableChange = on;
    }

    /// Whether there is a table `pricing`.
    public void pricingTable(boolean on) {
        pricing = on;
    }

    /// Whether there is a table `itemprice`.
    public void itemPriceTable(boolean on) {
        itemPrice = on;
    }

    /// Whether the account has several currencies; without, SuiteQL knows no such table or column.
    public void multipleCurrencies(boolean on) {
        currencies = on;
    }

    /// Whether the account has subsidiaries.
    public boolean oneWorld() {
        return oneWorld;
    }

    /// Whether the account has SuiteTax.
    public boolean suiteTax() {
        return suiteTax;
    }

    /// Whether a SuiteQL table is there in this account.
    public boolean hasTable(String name) {
        return switch (name) {
            case "subsidiary", "customersubsidiaryrelationship" -> oneWorld;
            case "pricing" -> pricing;
            case "itemprice" -> itemPrice;
            case "currency" -> currencies;
            default -> true;
        };
    }

    /// Whether a SuiteQL column is there in this account.
    public boolean hasColumn(String table, String column) {
        if (column.equals("lastquantityavailablechange") && table.equals("aggregateitemlocation")) {
            return availableChange;
        }
        return switch (column) {
            case "subsidiary" -> oneWorld;
            case "currency" -> currencies;
            default -> true;
        };
    }

    /// Whether a field of this name may be there at all in this account.
    public boolean hasField(String schema, String field) {
        if (field.equals("subsidiary")) {
            return oneWorld;
        }
        // A customer's tax fields, and the rate of a tax detail, aren't those of a sale.
        if (schema.startsWith("customer") || schema.endsWith(".taxDetails")) {
            return true;
        }
        return suiteTax ? !LEGACY_TAX.contains(field) : !SUITE_TAX.contains(field);
    }

    boolean hasType(RecordType type) {
        return oneWorld || type != RecordType.CUSTOMER_SUBSIDIARY;
    }
}
