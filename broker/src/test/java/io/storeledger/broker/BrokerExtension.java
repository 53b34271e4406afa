package io.storeledger.broker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// Gives tests a real broker: one for all test classes of a JVM, started at first use.
public final class BrokerExtension implements BeforeAllCallback, ParameterResolver {

    @Override
    public void beforeAll(ExtensionContext context) {
        broker(context);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == EmbeddedBroker.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return broker(context);
    }

    private static EmbeddedBroker broker(ExtensionContext context) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.GLOBAL)
                .computeIfAbsent(EmbeddedBroker.class, key -> start(), EmbeddedBroker.class);
    }

    private static EmbeddedBroker start() {
        try {
            return EmbeddedBroker.start(Files.createTempDirectory(Path.of("target"), "broker"), 0);
        } catch (IOException e) {
            throw new IllegalStateException("no folder for the test broker", e);
        }
    }
}
