package io.storeledger.ingress.hooks;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeledger.clients.bigcommerce.BigCommerceConfig;
import io.storeledger.clients.bigcommerce.StoreHook;
import io.storeledger.common.config.Secret;
import io.storeledger.common.consume.Backoff;
import io.storeledger.ingress.hooks.HookPlan.Create;
import io.storeledger.ingress.hooks.HookPlan.Mend;
import io.storeledger.ingress.hooks.HookPlan.Reactivate;
import io.storeledger.ingress.hooks.HookPlan.Remove;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HookPlanTest {
    private static final String HERE = "https://new.example.com/webhooks/main";
    private static final String FORMER = "https://old.example.com/webhooks/main";
    private static final Map<String, String> HEADERS = Map.of("X-Hook-Secret", "s");

    private final List<WantedHook> wanted =
            WantedHook.of(
                    new HooksConfig(
                            BigCommerceConfig.of("abc1", URI.create("https://x"), Secret.of("t")),
                            URI.create(HERE),
                            List.of(URI.create(FORMER)),
                            Map.of("X-Hook-Secret", Secret.of("s")),
                            Duration.ofMinutes(5),
                            Duration.ofMinutes(2),
                            Backoff.standard()));

    @Test
    void makesAllOfThemInAnEmptyAccount() {
        HookPlan plan = HookPlan.of(wanted, List.of());

        assertThat(plan.active()).isZero();
        assertThat(plan.steps()).hasSize(8).allMatch(Create.class::isInstance);
    }

    @Test
    void hasNothingToDoOnceTheyAreInOrder() {
        HookPlan plan = HookPlan.of(wanted, inOrder());

        assertThat(plan.active()).isEqualTo(8);
        assertThat(plan.steps()).isEmpty();
    }

    @Test
    void takesHeaderNamesInAnyCase() {
        var hooks = inOrder();
        hooks.set(0, new StoreHook(1, "store/order/*", HERE, true, Map.of("x-hook-secret", "s")));

        assertThat(HookPlan.of(wanted, hooks).steps()).isEmpty();
    }

    @Test
    void switchesOnWhatWasSwitchedOff() {
        var hooks = inOrder();
        var off = new StoreHook(1, "store/order/*", HERE, false, HEADERS);
        hooks.set(0, off);

        HookPlan plan = HookPlan.of(wanted, hooks);

        assertThat(plan.active()).isEqualTo(7);
        assertThat(plan.steps()).containsExactly(new Reactivate(off, wanted.getFirst()));
    }

    @Test
    void mendsHeadersAndMovesHooksFromAFormerDestination() {
        var hooks = inOrder();
        var headers = new StoreHook(1, "store/order/*", HERE, true, Map.of());
        var moved = new StoreHook(2, wanted.get(1).scope(), FORMER, true, HEADERS);
        var exceptions =
                new StoreHook(
                        8, "store/hook/deliveryException", FORMER + "/exceptions", true, HEADERS);
        hooks.set(0, headers);
        hooks.set(1, moved);
        hooks.set(7, exceptions);

        assertThat(HookPlan.of(wanted, hooks).steps())
                .containsExactly(
                        new Mend(headers, wanted.getFirst()),
                        new Mend(moved, wanted.get(1)),
                        new Mend(exceptions, wanted.get(7)));
    }

    @Test
    void removesDoublesOfOursAndKeepsTheActiveOne() {
        var hooks = inOrder();
        var off = new StoreHook(50, "store/order/*", HERE, false, HEADERS);
        var former = new StoreHook(51, "store/order/*", FORMER, true, HEADERS);
        hooks.addFirst(off);
        hooks.add(former);

        HookPlan plan = HookPlan.of(wanted, hooks);

        assertThat(plan.active()).isEqualTo(8);
        assertThat(plan.steps()).containsExactly(new Remove(off), new Remove(former));
    }

    @Test
    void neverTouchesWhatIsNotOurs() {
        var hooks = inOrder();
        hooks.add(new StoreHook(60, "store/order/*", "https://erp.example.org/x", false, Map.of()));
        hooks.add(new StoreHook(61, "store/order/*", HERE + "2", true, Map.of()));
        hooks.add(new StoreHook(62, "store/product/*", HERE, false, Map.of()));

        assertThat(HookPlan.of(wanted, hooks).steps()).isEmpty();
    }

    private List<StoreHook> inOrder() {
        List<StoreHook> hooks = new ArrayList<>();
        for (WantedHook each : wanted) {
            hooks.add(
                    new StoreHook(
                            hooks.size() + 1,
                            each.scope(),
                            each.destination().toString(),
                            true,
                            HEADERS));
        }
        return hooks;
    }
}
