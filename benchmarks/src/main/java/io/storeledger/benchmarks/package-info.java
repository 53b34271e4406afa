/// Measures the services as they are shipped, each as a process of its own.
@NullMarked
package io.storeledger.benchmarks;

import org.jspecify.annotations.NullMarked;
