/// The simulated account: tokens, the concurrency limit, and the API over records and queries.
@NullMarked
package io.storeledger.sandbox.netsuite;

import org.jspecify.annotations.NullMarked;
