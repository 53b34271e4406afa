package io.storeledger.common.consume;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PartitionProgressTest {
    private static final Waiting WAITING = new Waiting(1_000, Waiting.NEVER);

    @Test
    void commitsBeyondOffsetsThatHaveNoRecord() {
        var progress = new PartitionProgress(5, OpenOffsets.none(5));
        progress.take(5, WAITING);
        progress.reached(8);
        assertThat(progress.toCommit().offset()).isEqualTo(5);

        progress.settle(5);

        assertThat(progress.toCommit().offset()).isEqualTo(8);
    }

    @Test
    void commitsUpToTheFirstOpenRecordAndSaysWhatIsOpenAbove() {
        var progress = new PartitionProgress(10, OpenOffsets.none(10));
        for (long offset = 10; offset < 15; offset++) {
            progress.take(offset, WAITING);
        }
        progress.settle(10);
        progress.settle(12);
        progress.settle(14);

        var commit = progress.toCommit();

        assertThat(commit.offset()).isEqualTo(11);
        assertThat(OpenOffsets.decode(commit.offset(), commit.metadata()))
                .isEqualTo(new OpenOffsets(15, List.of(11L, 13L)));
    }

    @Test
    void handsOutAgainOnlyWhatAnEarlierOwnerLeftOpen() {
        var progress = new PartitionProgress(11, new OpenOffsets(15, List.of(11L, 13L)));

        assertThat(progress.take(11, WAITING)).isTrue();
        assertThat(progress.take(12, WAITING)).isFalse();
        assertThat(progress.take(13, WAITING)).isTrue();
        assertThat(progress.take(14, WAITING)).isFalse();
        assertThat(progress.take(15, WAITING)).isTrue();
    }

    @Test
    void keepsTheRestOfAnEarlierOwnersWindowWhileItIsReadAgain() {
        var progress = new PartitionProgress(11, new OpenOffsets(20, List.of(11L, 13L, 18L)));
        progress.take(11, WAITING);
        progress.settle(11);
        progress.take(12, WAITING);

        var commit = progress.toCommit();

        assertThat(commit.offset()).isEqualTo(13);
        assertThat(OpenOffsets.decode(commit.offset(), commit.metadata()))
                .isEqualTo(new OpenOffsets(20, List.of(13L, 18L)));
    }
}
