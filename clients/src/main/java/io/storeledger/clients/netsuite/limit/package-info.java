/// Finds how many calls a NetSuite account bears at once, and hands out that many slots.
@NullMarked
package io.storeledger.clients.netsuite.limit;

import org.jspecify.annotations.NullMarked;
