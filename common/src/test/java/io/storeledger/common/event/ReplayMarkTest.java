package io.storeledger.common.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class ReplayMarkTest {
    private static final ReplayMark OLDER =
            new ReplayMark(Optional.of("r1"), Optional.of("jane"), true, 2);
    private static final ReplayMark NEWER =
            new ReplayMark(Optional.of("r2"), Optional.of("joe"), false);

    @Test
    void comesThroughARecordsHeaders() {
        var record = new ConsumerRecord<>("topic", 0, 0, "key", new byte[0]);
        assertThat(ReplayMark.of(record)).isEqualTo(ReplayMark.NONE);

        OLDER.headers().forEach(record.headers()::add);

        assertThat(ReplayMark.of(record)).isEqualTo(OLDER);
        assertThat(ReplayMark.NONE.headers()).isEmpty();
    }

    @Test
    void isOfTheNewestReplayAndForcedIfAnyIs() {
        assertThat(ReplayMark.together(List.of(OLDER, NEWER, ReplayMark.NONE)))
                .isEqualTo(new ReplayMark(Optional.of("r2"), Optional.of("joe"), true, 2));
        assertThat(ReplayMark.together(List.of(ReplayMark.NONE))).isEqualTo(ReplayMark.NONE);
    }
}
