package io.storeledger.benchmarks.pipeline;

import io.storeledger.sandbox.http.RequestLog.Seen;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Tells from a call's address which order it was made for.
///
/// @param orderOfCustomer the order of each customer who has just one
record OrderCalls(Map<Long, Long> orderOfCustomer) {
    private static final Pattern STORE_ORDER = Pattern.compile(".*/orders/(\\d+).*");
    private static final Pattern SALES_ORDER = Pattern.compile(".*/salesOrder/eid:.*-SO-(\\d+).*");
    private static final Pattern CUSTOMER = Pattern.compile(".*/customer/eid:.*-CUST-(\\d+).*");
    private static final Pattern RECORD = Pattern.compile(".*/record/v1/(\\w+).*");

    OptionalLong order(Seen call) {
        OptionalLong customer = number(CUSTOMER, call.target());
        if (customer.isPresent()) {
            return Optional.ofNullable(orderOfCustomer.get(customer.getAsLong()))
                    .map(OptionalLong::of)
                    .orElse(OptionalLong.empty());
        }
        OptionalLong salesOrder = number(SALES_ORDER, call.target());
        return salesOrder.isPresent() ? salesOrder : number(STORE_ORDER, call.target());
    }

    /// Whether it is a write of the sales order that was done.
    static boolean wroteOrder(Seen call) {
        return call.endpoint().startsWith("PUT")
                && call.status() / 100 == 2
                && SALES_ORDER.matcher(call.target()).matches();
    }

    /// A kind of call, in words.
    static String kind(Seen call) {
        Matcher record = RECORD.matcher(call.target());
        if (record.matches()) {
            return call.endpoint().split(" ", 2)[0] + " " + record.group(1);
        }
        return call.endpoint();
    }

    private static OptionalLong number(Pattern pattern, String target) {
        Matcher matcher = pattern.matcher(target);
        return matcher.matches()
                ? OptionalLong.of(Long.parseLong(matcher.group(1)))
                : OptionalLong.empty();
    }
}
