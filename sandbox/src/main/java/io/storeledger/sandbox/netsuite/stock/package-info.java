/// What lies on the shelves: on hand, asked for and available by item and location.
@NullMarked
package io.storeledger.sandbox.netsuite.stock;

import org.jspecify.annotations.NullMarked;
