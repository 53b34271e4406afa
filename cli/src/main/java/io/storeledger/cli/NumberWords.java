package io.storeledger.cli;

import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Reads numbers on the command line, and says what one looks like where there is none.
final class NumberWords {
    private static final String WHOLE = "a whole number, such as 1001";
    private static final String ANY = "a number, such as 5 or 0.5";

    private NumberWords() {}

    /// Has a command and its subcommands read numbers this way.
    static void teach(CommandLine command) {
        ITypeConverter<Long> longs = reading(Long::valueOf, WHOLE);
        ITypeConverter<Integer> integers = reading(Integer::valueOf, WHOLE);
        ITypeConverter<Double> doubles = reading(Double::valueOf, ANY);
        command.registerConverter(Long.class, longs)
                .registerConverter(long.class, longs)
                .registerConverter(Integer.class, integers)
                .registerConverter(int.class, integers)
                .registerConverter(Double.class, doubles)
                .registerConverter(double.class, doubles);
    }

    private static <T> ITypeConverter<T> reading(Function<String, T> read, String expected) {
        return text -> {
            try {
                return read.apply(text);
            } catch (NumberFormatException e) {
                throw new TypeConversionException("\"%s\" should be %s".formatted(text, expected));
            }
        };
    }
}
