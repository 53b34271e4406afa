package io.storeledger.mapping;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Rounds amounts to whole units so that they add up to a given total: all are rounded down, and
/// the units that are missing go to those that lost most.
///
/// No amount moves by a whole unit or changes its sign, and a whole amount does not move at all.
final class LargestRemainder {
    private LargestRemainder() {}

    /// The rounded amounts; empty if no such rounding comes to the total.
    static Optional<List<Long>> round(List<BigDecimal> units, long total) {
        List<Long> rounded = new ArrayList<>();
        long sum = 0;
        for (BigDecimal unit : units) {
            long floor = unit.setScale(0, RoundingMode.FLOOR).longValueExact();
            rounded.add(floor);
            sum += floor;
        }
        List<Integer> losers = new ArrayList<>();
        for (int i = 0; i < units.size(); i++) {
            if (lost(units, rounded, i).signum() > 0) {
                losers.add(i);
            }
        }
        long missing = total - sum;
        if (missing < 0 || missing > losers.size()) {
            return Optional.empty();
        }
        // losses are compared as they were, hence a copy; the sort is stable, so ties go by
        // position
        List<Long> floors = List.copyOf(rounded);
        losers.sort(Comparator.comparing((Integer i) -> lost(units, floors, i)).reversed());
        for (int i : losers.subList(0, (int) missing)) {
            rounded.set(i, rounded.get(i) + 1);
        }
        return Optional.of(List.copyOf(rounded));
    }

    /// Spreads an amount in proportion to weights, unrounded, so that the shares add up exactly;
    /// the weights' sum must not be zero.
    static List<BigDecimal> spread(BigDecimal amount, List<BigDecimal> weights) {
        BigDecimal all = weights.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        int last = weights.size() - 1;
        while (weights.get(last).signum() == 0) {
            last--;
        }
        List<BigDecimal> shares = new ArrayList<>();
        BigDecimal rest = amount;
        for (int i = 0; i < weights.size(); i++) {
            BigDecimal share =
                    i == last
                            ? rest
                            : amount.multiply(weights.get(i))
                                    .divide(all, MathContext.DECIMAL128)
                                    .setScale(12, RoundingMode.HALF_EVEN);
            rest = rest.subtract(share);
            shares.add(share);
        }
        return List.copyOf(shares);
    }

    private static BigDecimal lost(List<BigDecimal> units, List<Long> floors, int i) {
        return units.get(i).subtract(BigDecimal.valueOf(floors.get(i)));
    }
}
