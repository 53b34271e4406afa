/// A BigCommerce and a NetSuite over HTTP that keep state and behave like the real ones, faults
/// included.
@NullMarked
package io.storeledger.sandbox;

import org.jspecify.annotations.NullMarked;
