/// What happened, on a terminal: `storeledger show` and `storeledger tail`.
@NullMarked
package io.storeledger.cli.timeline;

import org.jspecify.annotations.NullMarked;
