/// Turns a store's order into a NetSuite sales order and customer, and its refunds into credits,
/// and proves the totals to the cent.
///
/// Pure functions: no I/O, no clock, no randomness; the same order, rules and references always
/// give the same body.
///
/// # The arithmetic
///
/// 1. **Scale.** Amounts are counted in minor units of the transactional currency (cents; whole
///    yen; a thousandth of a Kuwaiti dinar).
/// 2. **Basis.** BigCommerce documents no identity between an order's parts and its total; observed
///    is that `subtotal + shipping + handling + wrapping (+ fees) - discount_amount -
///    coupon_discount` equals the total on *one* basis only: on the `*_inc_tax` values
///    (`total_inc_tax`) or on the `*_ex_tax` values (`total_ex_tax`, tax on top). The basis that
///    `is_tax_inclusive_pricing` names is tried first, then the other; on each with the fees, then
///    without, because whether fees are part of the total differs. See [BasisProof].
/// 3. **Lines.** On that basis the lines must add up to the subtotal: within the rounding of the
///    subtotal, or each rounded by itself, or with a rounding line if the rules name an item for
///    it.
/// 4. **Rounding.** Parts may have more decimals than the currency; they are rounded by largest
///    remainder, so that the rounded parts add up to the total exactly. See [LargestRemainder].
/// 5. **Tax.** `total_tax` is spread so that it adds up exactly: each part keeps its own tax and
///    the discounts carry what is left (negative); without discounts, or if they can't explain it,
///    all own taxes are scaled. On the inclusive basis a part's net amount is its amount less its
///    tax.
/// 6. **Proof.** [Arithmetic] adds up the finished body again, as NetSuite will, from the JSON
///    alone. What does not come to `total_inc_tax` is [MappedOrder.Unmappable] and never posted.
///
/// # Refunds
///
/// A refund becomes a credit by the same steps: its items, valued by what was requested or by the
/// order's own lines, add up to `total_amount` on one basis (see [RefundProof]); a difference is a
/// line of its own only where the refund explains it, and makes the refund unmappable otherwise.
/// What the payments declined is taken off again.
///
/// Gift certificates and store credit pay for an order, they don't make it cheaper: they are
/// recorded, never subtracted.
@NullMarked
package io.storeledger.mapping;

import org.jspecify.annotations.NullMarked;
