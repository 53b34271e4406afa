/// What a snapshot would do in NetSuite, told without calling NetSuite and without writing
/// anything; and what the store's records would become with other rules.
@NullMarked
package io.storeledger.console.preview;

import org.jspecify.annotations.NullMarked;
