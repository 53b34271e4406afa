package io.storeledger.writer.refund;

import java.math.BigDecimal;

/// How a credit comes to be in NetSuite.
sealed interface CreditRoute {
    /// NetSuite's type of a credit memo.
    String CREDIT_MEMO = "creditMemo";

    /// NetSuite's type of a cash refund.
    String CASH_REFUND = "cashRefund";

    /// What people call a credit: `credit memo 1003`.
    static String words(String type, String internalId) {
        return (type.equals(CREDIT_MEMO) ? "credit memo " : "cash refund ") + internalId;
    }

    /// The type that results.
    String type();

    /// A credit memo on its own.
    record Alone() implements CreditRoute {
        @Override
        public String type() {
            return CREDIT_MEMO;
        }
    }

    /// A credit memo made of an invoice.
    ///
    /// @param open what of the invoice is not paid: no more can be applied to it
    record FromInvoice(String invoice, BigDecimal open) implements CreditRoute {
        @Override
        public String type() {
            return CREDIT_MEMO;
        }
    }

    /// A cash refund made of a cash sale.
    record FromCashSale(String cashSale) implements CreditRoute {
        @Override
        public String type() {
            return CASH_REFUND;
        }
    }
}
