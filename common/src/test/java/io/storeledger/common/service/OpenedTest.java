package io.storeledger.common.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpenedTest {
    private final List<String> closed = new ArrayList<>();
    private final Opened opened = new Opened();

    @Test
    void isClosedInReverseAndOnce() {
        opened.closeBy(() -> closed.add("first"));
        opened.closeBy(() -> closed.add("second"));

        opened.close();
        opened.close();

        assertThat(closed).containsExactly("second", "first");
    }

    @Test
    void whatIsKeptIsClosedByWhoeverKeepsIt() {
        opened.closeBy(() -> closed.add("first"));
        opened.closeBy(() -> closed.add("second"));

        Opened kept = opened.keep();
        opened.close();
        assertThat(closed).isEmpty();

        kept.close();
        assertThat(closed).containsExactly("second", "first");
    }

    @Test
    void theRestIsClosedIfOneCantBe() {
        opened.closeBy(() -> closed.add("first"));
        opened.closeBy(() -> {
            throw new IllegalStateException("can't be closed");
        });

        assertThatThrownBy(opened::close).hasMessage("can't be closed");

        assertThat(closed).containsExactly("first");
    }
}
