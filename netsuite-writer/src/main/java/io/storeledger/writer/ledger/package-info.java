/// What every write to NetSuite has in common: its calls, its verdict, and writing both down.
@NullMarked
package io.storeledger.writer.ledger;

import org.jspecify.annotations.NullMarked;
