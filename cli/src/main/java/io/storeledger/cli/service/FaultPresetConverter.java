package io.storeledger.cli.service;

import io.storeledger.sandbox.fault.FaultPreset;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// How much goes wrong at the simulated vendors, as written on the command line.
public final class FaultPresetConverter implements ITypeConverter<FaultPreset> {
    /// Made by the parser of the command line.
    public FaultPresetConverter() {}

    @Override
    public FaultPreset convert(String value) {
        return switch (value) {
            case "none" -> FaultPreset.NONE;
            case "some" -> FaultPreset.SOME;
            case "many" -> FaultPreset.MANY;
            default ->
                    throw new TypeConversionException(
                            "\"%s\" should be none, some or many".formatted(value));
        };
    }
}
