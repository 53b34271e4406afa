package io.storeledger.console.timeline;

/// What was asked for can't be answered just now; the message is one sentence that says why, for
/// whoever asked.
final class Away extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Away(String sentence) {
        super(sentence);
    }

    Away(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
