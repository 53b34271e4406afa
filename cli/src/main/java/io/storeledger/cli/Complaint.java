package io.storeledger.cli;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// What is wrong with a command line, in a sentence, and where to read more; all of the help only
/// where a subcommand is to be chosen.
final class Complaint {
    private Complaint() {}

    /// Tells it; returns the exit code.
    static int tell(ParameterException fault) {
        CommandLine command = fault.getCommandLine();
        PrintWriter err = command.getErr();
        err.println(command.getColorScheme().errorText(sentence(fault)));
        if (!UnmatchedArgumentException.printSuggestions(fault, err)) {
            if (command.getSubcommands().isEmpty()) {
                err.printf(
                        "%s --help tells what it takes.%n",
                        command.getCommandSpec().qualifiedName());
            } else {
                command.usage(err);
            }
        }
        err.flush();
        return Storeledger.UNUSABLE;
    }

    /// A converter's own words come behind picocli's, which name the variable as well.
    private static String sentence(ParameterException fault) {
        String message = String.valueOf(fault.getMessage());
        ArgSpec of = fault.getArgSpec();
        int said = message.indexOf(": \"");
        if (of == null || said < 0 || !message.startsWith("Invalid value for ")) {
            return message;
        }
        String name = of instanceof OptionSpec option ? option.longestName() : of.paramLabel();
        return name + " " + message.substring(said + 2) + ".";
    }
}
