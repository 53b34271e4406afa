package io.storeledger.sandbox.netsuite;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.storeledger.sandbox.fault.Fault;
import io.storeledger.sandbox.fault.Faults;
import io.storeledger.sandbox.http.Answer;
import io.storeledger.sandbox.http.Pauses;
import io.storeledger.sandbox.http.RequestLog;
import io.storeledger.sandbox.netsuite.record.NetSuiteError;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What every record and query call passes before its own work: token, concurrency, faults,
/// latency.
final class CallGate {
    private static final String ERROR_TYPE = "application/vnd.oracle.resource+json; type=error";

    /// The part of a slow call that lies before its effect.
    private static final int SLOW_BEFORE = 5;

    private static final Set<String> WRITES = Set.of("POST", "PUT", "PATCH", "DELETE");

    private final NetSuiteSandbox account;
    private final Pauses pauses;

    CallGate(NetSuiteSandbox account, Pauses pauses) {
        this.account = account;
        this.pauses = pauses;
    }

    /// A call's own work, with the number of calls under way at its start.
    interface Work {
        Answer answer(Context ctx, int concurrency);
    }

    Handler handler(String endpoint, Work work) {
        return ctx -> {
            long start = System.nanoTime();
            Answer answer = guarded(ctx, endpoint.startsWith("POST /query"), work);
            String query = ctx.queryString();
            String target = query == null ? ctx.path() : ctx.path() + "?" + query;
            account.requests()
                    .add(
                            new RequestLog.Seen(
                                    endpoint, target, answer.status(), start, System.nanoTime()));
            stamped(answer).write(ctx);
        };
    }

    /// The answer with the time that the account thinks it is.
    Answer stamped(Answer answer) {
        return account.clock().wrong()
                ? answer.with(
                        "Date",
                        DateTimeFormatter.RFC_1123_DATE_TIME.format(
                                account.clock().instant().atOffset(ZoneOffset.UTC)))
                : answer;
    }

    static Answer error(NetSuiteError error) {
        return Answer.json(error.status(), error.json(), ERROR_TYPE);
    }

    private Answer guarded(Context ctx, boolean reading, Work work) {
        Faults faults = account.faults();
        if (faults.strikes(Fault.NETSUITE_TOKEN_REVOKED)) {
            account.revokeTokens();
        }
        if (!authorized(ctx)) {
            return unauthorized();
        }
        int concurrency = account.gate().enter();
        if (concurrency == 0) {
            return refusal();
        }
        // The slot is free again before the answer is written, so a caller who waits for an answer
        // before the next call never exceeds the limit by the time that writing takes.
        try {
            if (faults.strikes(Fault.NETSUITE_429)) {
                return refusal();
            }
            boolean writes = !reading && WRITES.contains(ctx.method().name());
            Duration longer =
                    faults.strikes(Fault.NETSUITE_SLOW) ? account.config().slowBy() : Duration.ZERO;
            pauses.pause(longer.dividedBy(SLOW_BEFORE));
            Answer outage = before(faults, writes);
            if (outage != null) {
                return outage;
            }
            pauses.pause(account.nextLatency());
            Answer answer = answer(ctx, concurrency, work);
            pauses.pause(longer.minus(longer.dividedBy(SLOW_BEFORE)));
            return writes && answer.status() / 100 == 2 ? after(faults, answer) : answer;
        } finally {
            account.gate().leave();
        }
    }

    private static Answer answer(Context ctx, int concurrency, Work work) {
        try {
            return work.answer(ctx, concurrency);
        } catch (NetSuiteError e) {
            return error(e);
        }
    }

    private @Nullable Answer before(Faults faults, boolean writes) {
        if (faults.strikes(Fault.NETSUITE_CUT)) {
            return Answer.cut();
        }
        if (faults.strikes(Fault.NETSUITE_500)) {
            return unexpected();
        }
        if (faults.strikes(Fault.NETSUITE_503)) {
            return Answer.html(503, "NetSuite is temporarily unavailable");
        }
        if (writes && faults.strikes(Fault.NETSUITE_LOCKED)) {
            return error(
                    NetSuiteError.user("This record has been locked by a user defined workflow."));
        }
        return null;
    }

    private Answer after(Faults faults, Answer answer) {
        if (faults.strikes(Fault.NETSUITE_LOST_ANSWER)) {
            return Answer.cut();
        }
        return faults.strikes(Fault.NETSUITE_500_AFTER_WRITE) ? unexpected() : answer;
    }

    private Answer unexpected() {
        return error(
                NetSuiteError.of(
                        500,
                        "UNEXPECTED_ERROR",
                        "An unexpected error occurred. Error ID: " + account.hex()));
    }

    private Answer refusal() {
        account.refused();
        if (account.faults().strikes(Fault.NETSUITE_CONCURRENCY_STALL)) {
            pauses.pause(account.config().stallFor());
            return unauthorized();
        }
        int status = account.faults().strikes(Fault.NETSUITE_CONCURRENCY_400) ? 400 : 429;
        return error(
                NetSuiteError.of(
                        status,
                        "CONCURRENCY_LIMIT_EXCEEDED",
                        "Concurrent request limit exceeded. Request blocked."));
    }

    private boolean authorized(Context ctx) {
        String header = ctx.header("Authorization");
        return header != null
                && header.regionMatches(true, 0, "Bearer ", 0, 7)
                && account.tokens().valid(header.substring(7).strip());
    }

    private Answer unauthorized() {
        String challenge =
                "Bearer realm=\"%s\", error=\"invalid_token\", error_description=\"Invalid login attempt.\""
                        .formatted(account.config().accountId());
        return error(
                        NetSuiteError.of(
                                401,
                                "INVALID_LOGIN",
                                "Invalid login attempt. For more details, see the Login Audit Trail"
                                    + " in the NetSuite UI at Setup > Users/Roles > User Management"
                                    + " > View Login Audit Trail."))
                .with("WWW-Authenticate", challenge);
    }
}
