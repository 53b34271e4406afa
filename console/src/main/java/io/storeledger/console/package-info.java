/// The console: see every record, replay any of them, prove that none is missing.
@NullMarked
package io.storeledger.console;

import org.jspecify.annotations.NullMarked;
