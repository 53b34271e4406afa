package io.storeledger.mapping;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// Writes the number and the memo of a sales order or credit, and what paid for the order beside
/// money.
final class HeaderTexts {
    private final StoreOrder order;
    private final Rules rules;
    private final Trace trace;
    private final ObjectNode body;

    HeaderTexts(StoreOrder order, Rules rules, Trace trace, ObjectNode body) {
        this.order = order;
        this.rules = rules;
        this.trace = trace;
        this.body = body;
    }

    /// Those of an order.
    void write(Minor minor, List<String> reasons) {
        rules.otherRefNum()
                .text(order, rules.timeZone())
                .ifPresent(text -> put("otherRefNum", text, Limits.OTHER_REF_NUM));
        Memo memo = new Memo(new StringBuilder(), new ArrayList<>(), new ArrayList<>());
        rules.memo().text(order, rules.timeZone()).ifPresent(memo.text()::append);
        Rules.Tenders tenders = rules.tenders();
        tender(
                "store_credit_amount",
                "store credit",
                "tenders.storeCreditField",
                tenders.storeCreditField(),
                memo,
                minor,
                reasons);
        tender(
                "gift_certificate_amount",
                "gift certificates",
                "tenders.giftCertificateField",
                tenders.giftCertificateField(),
                memo,
                minor,
                reasons);
        if (!memo.text().isEmpty()) {
            put("memo", memo.text().toString(), Limits.MEMO);
        }
        if (trace.isOn()) {
            trace.note("otherRefNum", List.of("otherRefNum"), rules.otherRefNum().sources(), "");
            memo.rules().addFirst("memo");
            memo.sources().addAll(0, rules.memo().sources());
            trace.note("memo", memo.rules(), memo.sources(), "");
        }
    }

    /// Those of a refund.
    void write(ObjectNode refund) {
        String number = Fields.text(refund, "id").orElse("?");
        put("otherRefNum", "%s-R%s".formatted(order.id(), number), Limits.OTHER_REF_NUM);
        put(
                "memo",
                "BigCommerce refund %s of order %s%s"
                        .formatted(
                                number,
                                order.id(),
                                Fields.text(refund, "reason")
                                        .map(reason -> ": " + reason)
                                        .orElse("")),
                Limits.MEMO);
        trace.note("otherRefNum", List.of(), List.of("order.id", "refund.id"), "");
        trace.note("memo", List.of(), List.of("refund.id", "order.id", "refund.reason"), "");
    }

    /// A memo under way, and where it is from beside the rule `memo`.
    private record Memo(StringBuilder text, List<String> rules, List<String> sources) {}

    /// Records what paid for the order beside money; the total stays what it is.
    private void tender(
            String field,
            String words,
            String rule,
            Optional<String> customField,
            Memo memo,
            Minor minor,
            List<String> reasons) {
        Fields.money(order.order(), field, "order " + order.id(), reasons)
                .filter(amount -> amount.signum() != 0)
                .ifPresent(amount -> {
                    if (rules.tenders().memo()) {
                        memo.text()
                                .append(memo.text().isEmpty() ? "" : "; ")
                                .append("paid with ")
                                .append(words)
                                .append(": ")
                                .append(minor.say(amount));
                        memo.rules().add("tenders.memo");
                        memo.sources().add("order." + field);
                    }
                    customField.ifPresent(name -> {
                        body.put(name, minor.amount(minor.rounded(amount)));
                        trace.note(name, List.of(rule), List.of("order." + field), "");
                    });
                });
    }

    private void put(String field, String text, int limit) {
        body.put(field, Limits.cut(text, limit));
    }
}
