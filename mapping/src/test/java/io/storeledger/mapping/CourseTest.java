package io.storeledger.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeledger.common.event.CustomerSnapshot;
import io.storeledger.common.event.CustomerSnapshot.Presence;
import io.storeledger.common.event.HeldRecord;
import io.storeledger.common.event.OrderSnapshot;
import io.storeledger.common.event.OrderSnapshot.Disposition;
import io.storeledger.common.event.Version;
import io.storeledger.common.json.Json;
import io.storeledger.mapping.Course.Bring;
import io.storeledger.mapping.Course.Leave;
import io.storeledger.mapping.Course.Standing;
import io.storeledger.mapping.Course.Unchanged;
import io.storeledger.mapping.Course.Withdraw;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CourseTest {
    private static final Instant TIME = Instant.parse("2026-03-01T10:00:00Z");
    private static final Rules RULES = TestRules.suiteTax();

    @Test
    void bringsWhatIsAsNewAsWhatNetSuiteHoldsAndLeavesWhatIsOlder() {
        Optional<HeldRecord> held = held(TIME, "digest");

        assertThat(Course.of(order(Disposition.IMPORT, 11, TIME), held, RULES, Standing.BY_VERSION))
                .isInstanceOf(Bring.class);
        assertThat(leaves(order(Disposition.IMPORT, 11, TIME.minusSeconds(1)), held))
                .isEqualTo("old-news");
        assertThat(
                        Course.of(
                                order(Disposition.IMPORT, 11, TIME.minusSeconds(1)),
                                held,
                                RULES,
                                Standing.FORCED))
                .isInstanceOf(Bring.class);
    }

    @ParameterizedTest
    @CsvSource({
        "INCOMPLETE, incomplete",
        "STATUS_NOT_IMPORTED, status-not-imported",
        "ARCHIVED, archived",
        "GONE, gone",
    })
    void leavesWhatIsNotImported(Disposition disposition, String code) {
        assertThat(leaves(order(disposition, 7, TIME), Optional.empty())).isEqualTo(code);
    }

    @Test
    void closesACancelledOrderOnceAndOnlyIfNetSuiteHasIt() {
        OrderSnapshot cancelled = order(Disposition.STATUS_NOT_IMPORTED, 5, TIME);

        assertThat(Course.of(cancelled, held(TIME, "digest"), RULES, Standing.BY_VERSION))
                .isInstanceOf(Withdraw.class);
        assertThat(Course.of(cancelled, held(TIME, Digest.CANCELLED), RULES, Standing.BY_VERSION))
                .isInstanceOf(Unchanged.class);
        assertThat(leaves(cancelled, held(TIME.plusSeconds(1), "digest"))).isEqualTo("old-news");
        assertThat(leaves(cancelled, Optional.empty())).isEqualTo("status-not-imported");
        Rules ignoring = TestRules.with("updates: {cancelled: ignore}\n");
        assertThat(Course.of(cancelled, held(TIME, "digest"), ignoring, Standing.BY_VERSION))
                .isInstanceOf(Leave.class);
    }

    @Test
    void doesWithADeletedCustomerWhatTheRulesSay() {
        CustomerSnapshot deleted = customer(Presence.DELETED);
        Rules inactive = TestRules.with("customers: {deleted: inactive}\n");

        assertThat(Course.of(deleted, held(TIME, "digest"), RULES, Standing.BY_VERSION))
                .isInstanceOf(Leave.class);
        assertThat(Course.of(deleted, held(TIME, "digest"), inactive, Standing.BY_VERSION))
                .isInstanceOf(Withdraw.class);
        assertThat(Course.of(deleted, held(TIME, Digest.INACTIVE), inactive, Standing.BY_VERSION))
                .isInstanceOf(Unchanged.class);
        assertThat(Course.of(deleted, Optional.empty(), inactive, Standing.BY_VERSION))
                .isInstanceOf(Leave.class);
        assertThat(
                        Course.of(
                                customer(Presence.PRESENT),
                                Optional.empty(),
                                RULES,
                                Standing.BY_VERSION))
                .isInstanceOf(Bring.class);
    }

    private static String leaves(OrderSnapshot order, Optional<HeldRecord> held) {
        return Course.of(order, held, RULES, Standing.BY_VERSION)
                        instanceof Leave(String code, String text)
                ? code
                : "";
    }

    private static Optional<HeldRecord> held(Instant modified, String digest) {
        return Optional.of(
                new HeldRecord(
                        "salesOrder", "BC-x", "1", new Version(modified, modified), digest, null));
    }

    private static OrderSnapshot order(Disposition disposition, int status, Instant modified) {
        return new OrderSnapshot(
                "main",
                "abc1",
                1001,
                disposition,
                Json.object().put("id", 1001).put("status_id", status),
                List.of(),
                List.of(),
                List.of(),
                new Version(modified, modified),
                List.of(),
                1);
    }

    private static CustomerSnapshot customer(Presence presence) {
        return new CustomerSnapshot(
                "main",
                "abc1",
                7,
                presence,
                Json.object().put("id", 7),
                List.of(),
                new Version(TIME, TIME),
                List.of(),
                1);
    }
}
