package io.storeledger.sandbox.bigcommerce;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.storeledger.sandbox.bigcommerce.catalog.CatalogRefusal;
import io.storeledger.sandbox.fault.Fault;
import io.storeledger.sandbox.fault.Faults;
import io.storeledger.sandbox.http.Answer;
import io.storeledger.sandbox.http.Pauses;
import io.storeledger.sandbox.http.RequestLog;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What every BigCommerce call passes before its own work: faults, token, scope and quota.
final class ApiGate {
    /// For endpoints that any token opens.
    static final Set<String> NO_SCOPE = Set.of();

    private final StoreSandbox store;
    private final Pauses pauses;

    ApiGate(StoreSandbox store, Pauses pauses) {
        this.store = store;
        this.pauses = pauses;
    }

    Handler handler(String path, Set<String> anyOf, Function<Context, Answer> work) {
        return ctx -> {
            long start = System.nanoTime();
            Answer answer = answer(ctx, path, anyOf, work);
            String endpoint = ctx.method().name() + " " + path;
            String query = ctx.queryString();
            String target = query == null ? ctx.path() : ctx.path() + "?" + query;
            store.requests()
                    .add(
                            new RequestLog.Seen(
                                    endpoint, target, answer.status(), start, System.nanoTime()));
            answer.write(ctx);
        };
    }

    private Answer answer(
            Context ctx, String path, Set<String> anyOf, Function<Context, Answer> work) {
        Answer gone = outage();
        if (gone != null) {
            return gone;
        }
        Errors errors = Errors.of(path);
        if (!ctx.pathParam("hash").equals(store.config().hash())
                || store.tokenRevoked()
                || !store.config().accessToken().equals(ctx.header("X-Auth-Token"))
                || store.faults().strikes(Fault.BIGCOMMERCE_401)) {
            return errors.unauthorized();
        }
        Quota.Reading quota = store.quota().take();
        if (!quota.allowed()) {
            return limited(errors.of(429, "Too Many Requests"), quota)
                    .with("X-Retry-After", Long.toString(1 + quota.resetMillis() / 1000));
        }
        if (!anyOf.isEmpty() && anyOf.stream().noneMatch(store.scopes()::contains)) {
            return limited(
                    errors.of(403, "You don't have a required scope to access the endpoint"),
                    quota);
        }
        try {
            return limited(work.apply(ctx), quota);
        } catch (CatalogRefusal e) {
            return limited(Errors.of(e), quota);
        }
    }

    private @Nullable Answer outage() {
        Faults faults = store.faults();
        if (faults.strikes(Fault.BIGCOMMERCE_SLOW)) {
            pauses.pause(store.config().slowBy());
        }
        if (faults.strikes(Fault.BIGCOMMERCE_HANG)) {
            pauses.pause(store.config().hangFor());
            return Answer.cut();
        }
        if (faults.strikes(Fault.BIGCOMMERCE_HTML)) {
            return Answer.html(200, "Checking your browser");
        }
        if (faults.strikes(Fault.BIGCOMMERCE_429)) {
            return Answer.empty(429);
        }
        Optional<Fault> status =
                Arrays.stream(
                                new Fault[] {
                                    Fault.BIGCOMMERCE_500,
                                    Fault.BIGCOMMERCE_502,
                                    Fault.BIGCOMMERCE_503,
                                    Fault.BIGCOMMERCE_423
                                })
                        .filter(faults::strikes)
                        .findFirst();
        return status.map(fault ->
                        Answer.html(
                                Integer.parseInt(
                                        fault.wireName().substring("bigcommerce-".length())),
                                "Something went wrong"))
                .orElse(null);
    }

    private static Answer limited(Answer answer, Quota.Reading quota) {
        return answer.with("X-Rate-Limit-Requests-Left", Integer.toString(quota.left()))
                .with("X-Rate-Limit-Requests-Quota", Integer.toString(quota.quota()))
                .with("X-Rate-Limit-Time-Window-Ms", Long.toString(quota.windowMillis()))
                .with("X-Rate-Limit-Time-Reset-Ms", Long.toString(quota.resetMillis()));
    }
}
