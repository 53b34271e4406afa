package io.storeledger.common.config;

/// Where a secret's value comes from.
sealed interface Origin {
    /// The value now.
    String now();

    /// Looks at once whether the value has changed.
    void refresh();

    /// A value that never changes.
    record Fixed(String now) implements Origin {
        @Override
        public void refresh() {}

        @Override
        public String toString() {
            return "***";
        }
    }

    /// A value out of files that may change while we run.
    record Files(WatchedText text) implements Origin {
        @Override
        public String now() {
            return text.now();
        }

        @Override
        public void refresh() {
            text.refresh();
        }
    }
}
