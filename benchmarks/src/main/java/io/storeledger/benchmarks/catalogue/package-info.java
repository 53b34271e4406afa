/// What a large catalogue costs: the first load, and a day like any other.
@NullMarked
package io.storeledger.benchmarks.catalogue;

import org.jspecify.annotations.NullMarked;
