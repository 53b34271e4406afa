package io.storeledger.common.service;

import io.storeledger.common.json.Json;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/// How the services of this process are, as an orchestrator asks for it.
final class Health {
    private static final String OK = "ok";

    private final List<Service> services;
    private volatile boolean started;

    Health(List<? extends Service> services) {
        this.services = List.copyOf(services);
    }

    /// Whether a restart would mend nothing.
    AdminAnswer live() {
        return answer(Service::broken);
    }

    /// Whether all are at work; with what somebody has to mend though they are.
    AdminAnswer ready() {
        return answer(Service::waitingFor, Service::note);
    }

    /// Whether all have been at work once.
    AdminAnswer started() {
        AdminAnswer now = answer(service -> started ? Optional.empty() : service.starting());
        if (now.status() == 200) {
            started = true;
        }
        return now;
    }

    private AdminAnswer answer(Function<Service, Optional<String>> trouble) {
        return answer(trouble, service -> Optional.empty());
    }

    private AdminAnswer answer(
            Function<Service, Optional<String>> trouble, Function<Service, Optional<String>> note) {
        ObjectNode body = Json.object();
        boolean ok = true;
        for (Service service : services) {
            Optional<String> sentence = trouble.apply(service);
            ok &= sentence.isEmpty();
            body.put(
                    service.name(),
                    sentence.or(() -> note.apply(service).map("ok, but: "::concat)).orElse(OK));
        }
        return AdminAnswer.json(ok ? 200 : 503, body);
    }
}
