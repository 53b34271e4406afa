package io.storeledger.cli;

import picocli.CommandLine.IVersionProvider;

/// The version, as the build wrote it into the jar.
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        String version = Storeledger.class.getPackage().getImplementationVersion();
        return new String[] {
            "storeledger " + (version == null ? "(not from a jar)" : version),
            "java " + Runtime.version()
        };
    }
}
