package io.storeledger.cli.demo;

import io.storeledger.sandbox.fault.FaultPreset;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// What a demo is to do.
///
/// @param open how long the shop is open
/// @param rate orders a second
/// @param faults how much goes wrong
/// @param report where the result is written as JSON
public record DemoOptions(Duration open, int rate, FaultPreset faults, Optional<Path> report) {}
