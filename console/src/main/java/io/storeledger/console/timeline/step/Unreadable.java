package io.storeledger.console.timeline.step;

/// A record is not what its topic should hold; the message says why and quotes nothing of it.
final class Unreadable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unreadable(String why) {
        super(why);
    }
}
