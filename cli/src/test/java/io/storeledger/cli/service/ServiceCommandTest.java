package io.storeledger.cli.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeledger.cli.Cli;
import org.junit.jupiter.api.Test;

class ServiceCommandTest {
    private final Cli cli = new Cli();

    @Test
    void namesTheServicesWhenThereIsNoneOfThatName() {
        int code = cli.run("service", "writter");

        assertThat(code).isEqualTo(2);
        assertThat(cli.err())
                .contains(
                        "NAME \"writter\" is no service; there are ingress, enricher, writer,"
                                + " catalog, console")
                .doesNotContain("\tat ");
    }

    @Test
    void asksForAName() {
        int code = cli.run("service");

        assertThat(code).isEqualTo(2);
        assertThat(cli.err()).contains("NAME");
    }
}
