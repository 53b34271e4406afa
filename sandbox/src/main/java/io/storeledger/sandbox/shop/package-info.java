/// Simulated shoppers and the arithmetic of what they are charged.
@NullMarked
package io.storeledger.sandbox.shop;

import org.jspecify.annotations.NullMarked;
