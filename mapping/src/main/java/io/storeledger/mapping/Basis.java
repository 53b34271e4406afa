package io.storeledger.mapping;

/// Which of an order's two sets of amounts add up to its total.
enum Basis {
    /// The `*_inc_tax` amounts, to `total_inc_tax`.
    INC("with tax", "total_inc_tax", "subtotal_inc_tax"),
    /// The `*_ex_tax` amounts, to `total_ex_tax`.
    EX("without tax", "total_ex_tax", "subtotal_ex_tax");

    private final String words;
    private final String total;
    private final String subtotal;

    Basis(String words, String total, String subtotal) {
        this.words = words;
        this.total = total;
        this.subtotal = subtotal;
    }

    String words() {
        return words;
    }

    String totalField() {
        return total;
    }

    String subtotalField() {
        return subtotal;
    }
}
