package io.storeledger.common.consume;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class OpenOffsetsTest {
    private static final int BROKER_LIMIT = 4096;

    @Property(tries = 300)
    void readsBackWhatItWrote(
            @ForAll @LongRange(max = 1L << 40) long committed,
            @ForAll @Size(max = 1000) Set<@LongRange(min = 1, max = 1_000_000) Long> above) {
        TreeSet<Long> open = new TreeSet<>();
        open.add(committed);
        above.forEach(delta -> open.add(committed + delta));
        long end = open.last() + 5;

        String written = OpenOffsets.encode(committed, open, end);

        assertThat(written.length()).isLessThanOrEqualTo(BROKER_LIMIT);
        assertThat(OpenOffsets.decode(committed, written))
                .isEqualTo(new OpenOffsets(end, List.copyOf(open)));
    }

    @Test
    void cutsTheWindowRatherThanWriteTooMuch() {
        List<Long> open = LongStream.range(0, 3000).map(i -> i * 100_000).boxed().toList();

        String written = OpenOffsets.encode(0, open, 1_000_000_000);
        OpenOffsets read = OpenOffsets.decode(0, written);

        assertThat(written.length()).isLessThanOrEqualTo(BROKER_LIMIT);
        assertThat(read.open())
                .hasSizeGreaterThan(900)
                .isEqualTo(open.subList(0, read.open().size()));
        assertThat(read.end()).isEqualTo(open.get(read.open().size()));
    }

    @Test
    void takesSomebodyElsesMetadataForNone() {
        assertThat(OpenOffsets.decode(7, "")).isEqualTo(OpenOffsets.none(7));
        assertThat(OpenOffsets.decode(7, "reset by hand")).isEqualTo(OpenOffsets.none(7));
        assertThat(OpenOffsets.decode(7, "o1:***")).isEqualTo(OpenOffsets.none(7));
    }
}
