/// Writes and reads NetSuite records over REST, within the account's concurrency.
@NullMarked
package io.storeledger.clients.netsuite;

import org.jspecify.annotations.NullMarked;
