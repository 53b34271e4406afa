package io.storeledger.common.consume;

/// What is left of a topic.
///
/// @param records how many are not settled, read or not
/// @param oldest since when those read wait, see [Waiting]
record Left(long records, Waiting oldest) {
    static final Left NOTHING = new Left(0, new Waiting(Waiting.NEVER, Waiting.NEVER));

    /// Of both together.
    Left and(Left other) {
        return new Left(
                records + other.records,
                new Waiting(
                        Math.min(oldest.written(), other.oldest.written()),
                        Math.min(oldest.order(), other.oldest.order())));
    }
}
