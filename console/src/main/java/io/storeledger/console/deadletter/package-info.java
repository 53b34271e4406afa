/// Records that were rejected: which are open, and sending them on their way again.
@NullMarked
package io.storeledger.console.deadletter;

import org.jspecify.annotations.NullMarked;
