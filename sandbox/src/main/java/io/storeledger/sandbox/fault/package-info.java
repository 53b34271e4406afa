/// What can go wrong on demand, and how often it did.
@NullMarked
package io.storeledger.sandbox.fault;

import org.jspecify.annotations.NullMarked;
