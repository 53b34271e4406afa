/// Refunds become credits in NetSuite: credit memos or cash refunds.
@NullMarked
package io.storeledger.writer.refund;

import org.jspecify.annotations.NullMarked;
