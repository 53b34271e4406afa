/// The writer against NetSuite's limit, and against `kill -9`.
@NullMarked
package io.storeledger.benchmarks.writer;

import org.jspecify.annotations.NullMarked;
