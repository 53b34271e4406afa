/// The sandbox as benchmarks set it up, and what a service needs to be told to use it.
@NullMarked
package io.storeledger.benchmarks.vendors;

import org.jspecify.annotations.NullMarked;
