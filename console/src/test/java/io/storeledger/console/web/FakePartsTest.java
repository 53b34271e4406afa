package io.storeledger.console.web;

import io.storeledger.console.Contract;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FakePartsTest {
    private static final String RECORD = "/api/v1/records/{store}/{resource}/{id}";
    private static final Map<String, String> PATHS =
            Map.of(
                    "order-1001", RECORD,
                    "order-1002", RECORD,
                    "recent", "/api/v1/recent",
                    "search", "/api/v1/search",
                    "flow", "/api/v1/flow",
                    "dead-letters", "/api/v1/dead-letters",
                    "reconciliations", "/api/v1/reconciliations",
                    "reconciliation-rc-2041", "/api/v1/reconciliations/{id}",
                    "log", "/api/v1/log/{topic}/{partition}/{offset}");

    @Test
    void answersAsTheDocumentOfTheInterfaceSays() {
        var parts = new FakeParts(Clock.systemUTC());

        PATHS.forEach((file, path) -> Contract.assertAnswers(path, parts.read(file)));
        Contract.assertFits("/api/v1/dead-letters/redrive", "post", parts.read("redrive"));
    }
}
