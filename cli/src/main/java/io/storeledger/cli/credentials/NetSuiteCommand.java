package io.storeledger.cli.credentials;

import picocli.CommandLine.Command;

/// `storeledger netsuite`: what NetSuite needs of us.
@Command(
        name = "netsuite",
        description = "Prepares what NetSuite needs before it lets Storeledger in.",
        mixinStandardHelpOptions = true,
        subcommands = KeygenCommand.class,
        synopsisSubcommandLabel = "keygen")
public final class NetSuiteCommand {}
