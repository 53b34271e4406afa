package io.storeledger.sandbox.netsuite;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.storeledger.sandbox.http.Pauses;
import io.storeledger.sandbox.netsuite.record.NetSuiteError;

/// The account's API as a whole: every route below `/netsuite`.
public final class NetSuiteApi {
    static final String BASE = "/netsuite/services/rest";

    private NetSuiteApi() {}

    /// Registers all routes.
    public static void register(RoutesConfig config, NetSuiteSandbox account, Pauses pauses) {
        CallGate gate = new CallGate(account, pauses);
        config.post(BASE + "/auth/oauth2/v1/token", new TokenRoute(account, gate)::handle);
        config.post(
                BASE + "/query/v1/suiteql",
                gate.handler("POST /query/v1/suiteql", new QueryRoute(account)::answer));
        new SystemRoutes(account).register(config, gate);
        new RecordRoutes(account).register(config, gate);
    }

    static String publicUrl(Context ctx) {
        return ctx.scheme() + "://" + ctx.host() + "/netsuite";
    }

    static int number(Context ctx, String name, int otherwise) {
        String value = ctx.queryParam(name);
        if (value == null) {
            return otherwise;
        }
        if (!value.matches("\\d{1,9}")) {
            throw NetSuiteError.of(
                    400, "INVALID_PARAMETER", "Invalid value for the parameter " + name + ".");
        }
        return Integer.parseInt(value);
    }
}
