/// The whole pipeline in one process, from the store's event to NetSuite's answer.
@NullMarked
package io.storeledger.benchmarks.pipeline;

import org.jspecify.annotations.NullMarked;
