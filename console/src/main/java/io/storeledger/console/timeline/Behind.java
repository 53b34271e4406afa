package io.storeledger.console.timeline;

/// How much of the log the views have still to read.
///
/// @param records how many records, of the log and of what lies between the views and it
/// @param sentence the same for people
record Behind(long records, String sentence) {
    static Behind of(long records) {
        return new Behind(
                records,
                records == 0
                        ? "Up to date."
                        : "The view is still reading: %,d records of the log are not in it yet."
                                .formatted(records));
    }
}
