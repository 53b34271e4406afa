package io.storeledger.writer.mapping;

import io.storeledger.common.json.Json;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Makes the customer of an order from its billing address.
///
/// The body is for `PUT customer/eid:<external id>?replace=currencyList`; see
/// [ExternalIds#customerOf].
public final class CustomerMapper {
    /// The customer's primary currency: that of the first order, which later ones must not change.
    public static final String CURRENCY = "currency";

    private static final String NAMELESS = "Guest";

    private CustomerMapper() {}

    /// The customer's body; whatever the order lacks is left out, a name is always given.
    public static ObjectNode map(StoreOrder order, Rules rules) {
        ObjectNode body = Json.object();
        Optional<String> company = billing(order, "company", Limits.COMPANY_NAME);
        boolean person =
                company.isEmpty()
                        || switch (rules.customers().withCompany()) {
                            case PERSON -> true;
                            case COMPANY -> false;
                        };
        rules.customers().customForm().ifPresent(form -> body.set("customForm", form.toJson()));
        body.put("isPerson", person);
        if (person) {
            name(order, body);
        }
        company.ifPresent(name -> body.put("companyName", name));
        // a longer address would be another address if it were cut
        order.email()
                .filter(email -> email.length() <= Limits.EMAIL)
                .ifPresent(email -> body.put("email", email));
        billing(order, "phone", Limits.PHONE)
                .filter(Limits::isPhone)
                .ifPresent(phone -> body.put("phone", phone));
        rules.subsidiary().of(order).ifPresent(ref -> body.set("subsidiary", ref.toJson()));
        currencies(order, rules, body);
        return body;
    }

    /// A person needs both names; one name alone is the last one.
    private static void name(StoreOrder order, ObjectNode body) {
        Optional<String> first = billing(order, "first_name", Limits.FIRST_NAME);
        Optional<String> last = billing(order, "last_name", Limits.LAST_NAME);
        boolean both = first.isPresent() && last.isPresent();
        body.put("firstName", both ? first.get() : NAMELESS);
        body.put(
                "lastName",
                last.or(() -> first)
                        .or(() -> order.email().map(CustomerMapper::beforeAt))
                        .orElse(order.id()));
    }

    /// All of the rules' currencies, so that the next order in another one is not refused.
    private static void currencies(StoreOrder order, Rules rules, ObjectNode body) {
        Optional<Ref> own = order.currency().map(code -> rules.currencies().get(code));
        own.ifPresent(ref -> body.set(CURRENCY, ref.toJson()));
        if (rules.currencies().size() > 1) {
            ArrayNode list = body.putObject("currencyList").putArray("items");
            rules.currencies().values().stream()
                    .distinct()
                    .forEach(ref -> list.addObject().set(CURRENCY, ref.toJson()));
        }
    }

    private static String beforeAt(String email) {
        return Limits.cut(email.replaceFirst("@.*", ""), Limits.LAST_NAME);
    }

    private static Optional<String> billing(StoreOrder order, String field, int limit) {
        return order.billingAddress()
                .flatMap(address -> Fields.text(address, field))
                .map(text -> Limits.cut(text, limit));
    }
}
