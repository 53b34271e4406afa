package io.storeledger.sandbox.netsuite;

import io.javalin.http.Context;
import io.storeledger.sandbox.fault.Fault;
import io.storeledger.sandbox.http.Answer;
import io.storeledger.sandbox.http.RequestLog;
import io.storeledger.sandbox.json.Json;
import tools.jackson.databind.node.ObjectNode;

/// `POST /auth/oauth2/v1/token`: an assertion for a token.
final class TokenRoute {
    private static final String ASSERTION_TYPE =
            "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    private final NetSuiteSandbox account;
    private final CallGate gate;

    TokenRoute(NetSuiteSandbox account, CallGate gate) {
        this.account = account;
        this.gate = gate;
    }

    void handle(Context ctx) {
        long start = System.nanoTime();
        Answer answer = answer(ctx);
        account.requests()
                .add(
                        new RequestLog.Seen(
                                "POST /auth/oauth2/v1/token",
                                ctx.path(),
                                answer.status(),
                                start,
                                System.nanoTime()));
        gate.stamped(answer).write(ctx);
    }

    private Answer answer(Context ctx) {
        if (account.faults().strikes(Fault.NETSUITE_TOKEN_500)) {
            return error(500, "server_error");
        }
        if (!"client_credentials".equals(ctx.formParam("grant_type"))) {
            return error(400, "unsupported_grant_type");
        }
        String assertion = ctx.formParam("client_assertion");
        if (!ASSERTION_TYPE.equals(ctx.formParam("client_assertion_type")) || assertion == null) {
            return error(400, "invalid_request");
        }
        try {
            return Answer.json(200, account.tokens().issue(assertion, ctx.url()));
        } catch (Tokens.Refused e) {
            Answer refused = error(e.status(), e.error());
            String realm = "Basic realm=\"" + account.config().accountId() + "\"";
            return e.status() == 401 ? refused.with("WWW-Authenticate", realm) : refused;
        }
    }

    private static Answer error(int status, String error) {
        ObjectNode body = Json.object();
        body.put("error", error);
        return Answer.json(status, body);
    }
}
