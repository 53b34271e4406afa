/// The ingress against the least that could do its work.
@NullMarked
package io.storeledger.benchmarks.ingress;

import org.jspecify.annotations.NullMarked;
