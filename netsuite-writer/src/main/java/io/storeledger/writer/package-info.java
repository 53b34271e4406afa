/// Writes full records into NetSuite, to the cent, each exactly once.
@NullMarked
package io.storeledger.writer;

import org.jspecify.annotations.NullMarked;
