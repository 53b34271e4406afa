package io.storeledger.writer.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.storeledger.clients.http.ApiException;
import io.storeledger.common.event.WriteOutcome.Call;
import io.storeledger.common.json.Json;
import java.time.Clock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CallsTest {
    private final Calls calls = new Calls(Clock.systemUTC());

    @BeforeEach
    void callThreeTimes() {
        calls.call("POST customer", Json.object().put("a", 1), () -> "17", id -> id);
        fail("PUT salesOrder", true);
        fail("PUT salesOrder", false);
    }

    @Test
    void tellsBodiesOfTriesThatMayHaveChangedSomething() {
        assertThat(calls.tried(1))
                .extracting(call -> call.sent() != null)
                .containsExactly(true, true, false);
    }

    @Test
    void doesNotRepeatThemInALongOutage() {
        assertThat(calls.tried(7))
                .extracting(call -> call.sent() != null)
                .containsExactly(true, false, false);
        assertThat(calls.tried(8).get(1).sent()).isNotNull();
        assertThat(calls.tried(7))
                .extracting(Call::answer)
                .containsExactly("17", "No answer.", "No answer.");
    }

    @Test
    void keepsAllBodiesForTheOutcome() {
        assertThat(calls.made()).extracting(Call::sent).doesNotContainNull();
    }

    private void fail(String operation, boolean mayHaveBeenDone) {
        assertThatThrownBy(() ->
                        calls.call(
                                operation,
                                Json.object().put("a", 1),
                                () -> {
                                    throw new ApiException.Transient(
                                            "No answer.", 0, null, mayHaveBeenDone, null);
                                },
                                answer -> "never"))
                .isInstanceOf(ApiException.Transient.class);
    }
}
