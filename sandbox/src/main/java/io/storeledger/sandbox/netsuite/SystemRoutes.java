package io.storeledger.sandbox.netsuite;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.storeledger.sandbox.http.Answer;
import io.storeledger.sandbox.json.Json;
import io.storeledger.sandbox.netsuite.record.NetSuiteError;
import io.storeledger.sandbox.netsuite.record.PropertyNames;
import java.util.Arrays;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What the account tells about itself: the fields of its records, and its limits.
final class SystemRoutes {
    private static final String CATALOG = NetSuiteApi.BASE + "/record/v1/metadata-catalog";

    private final NetSuiteSandbox account;

    SystemRoutes(NetSuiteSandbox account) {
        this.account = account;
    }

    void register(RoutesConfig config, CallGate gate) {
        config.get(CATALOG, gate.handler("GET /record/v1/metadata-catalog", this::catalog));
        config.get(
                CATALOG + "/{type}",
                gate.handler("GET /record/v1/metadata-catalog/{type}", this::schema));
        config.get(
                NetSuiteApi.BASE + "/system/v1/governanceLimits",
                gate.handler("GET /system/v1/governanceLimits", this::limits));
    }

    private Answer catalog(Context ctx, int concurrency) {
        String select = ctx.queryParam("select");
        Collection<String> types = select == null ? types() : Arrays.asList(select.split(",", -1));
        String accept = String.valueOf(ctx.header("Accept"));
        if (accept.contains("swagger+json")) {
            ObjectNode body = Json.object();
            body.put("openapi", "3.0.1");
            body.putObject("info").put("title", "NetSuite REST Record API").put("version", "v1");
            ObjectNode schemas = body.putObject("components").putObject("schemas");
            types.forEach(type -> schemas.set(type, properties(type)));
            return Answer.json(200, body, "application/swagger+json");
        }
        ObjectNode body = Json.object();
        RecordView.links(body, ctx.url());
        ArrayNode items = body.putArray("items");
        for (String type : types) {
            ObjectNode item = items.addObject().put("name", type);
            RecordView.links(item, ctx.url() + "/" + type);
            if (accept.contains("schema+json")) {
                item.setAll(properties(type));
            }
        }
        return Answer.json(200, body, "application/schema+json");
    }

    private Answer schema(Context ctx, int concurrency) {
        return Answer.json(200, properties(ctx.pathParam("type")), "application/schema+json");
    }

    private ObjectNode properties(String type) {
        Set<String> known = PropertyNames.known().get(type);
        if (known == null || type.contains(".") || !types().contains(type)) {
            throw NetSuiteError.of(
                    404, "INVALID_RECORD_TYPE", "Record type '" + type + "' does not exist.");
        }
        account.access().checkRecord(type);
        ObjectNode schema = Json.object().put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        new TreeSet<>(known)
                .stream()
                        .filter(name -> account.features().hasField(type, name))
                        .forEach(name -> properties.putObject(name).put("title", name));
        return schema;
    }

    private Set<String> types() {
        Set<String> types = new TreeSet<>(PropertyNames.known().keySet());
        types.removeIf(name -> name.contains("."));
        if (!account.features().oneWorld()) {
            types.remove("customerSubsidiaryRelationship");
        }
        return types;
    }

    private Answer limits(Context ctx, int concurrency) {
        if (!account.access().administrator()) {
            throw NetSuiteError.of(
                    403,
                    "INSUFFICIENT_PERMISSION",
                    "You do not have permission(s) to view the governance limits.");
        }
        ObjectNode body = Json.object();
        body.put("accountConcurrencyLimit", account.gate().limit());
        body.put("accountUnallocatedConcurrencyLimit", account.gate().limit());
        body.put("concurrencyLimitType", "accountLimit");
        return Answer.json(200, body);
    }
}
