/// What every benchmark needs: processes, load, figures and a place for them.
@NullMarked
package io.storeledger.benchmarks.harness;

import org.jspecify.annotations.NullMarked;
