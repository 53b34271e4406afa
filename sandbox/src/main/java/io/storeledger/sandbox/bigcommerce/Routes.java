package io.storeledger.sandbox.bigcommerce;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.storeledger.sandbox.http.Answer;
import java.util.Set;
import java.util.function.Function;

/// Registers endpoints below the store's base, each behind the gate.
final class Routes {
    private final RoutesConfig config;
    private final ApiGate gate;

    Routes(RoutesConfig config, ApiGate gate) {
        this.config = config;
        this.gate = gate;
    }

    void get(String path, Set<String> scopes, Function<Context, Answer> work) {
        config.get(StoreApi.BASE + path, gate.handler(path, scopes, work));
    }

    void post(String path, Set<String> scopes, Function<Context, Answer> work) {
        config.post(StoreApi.BASE + path, gate.handler(path, scopes, work));
    }

    void put(String path, Set<String> scopes, Function<Context, Answer> work) {
        config.put(StoreApi.BASE + path, gate.handler(path, scopes, work));
    }

    void delete(String path, Set<String> scopes, Function<Context, Answer> work) {
        config.delete(StoreApi.BASE + path, gate.handler(path, scopes, work));
    }
}
