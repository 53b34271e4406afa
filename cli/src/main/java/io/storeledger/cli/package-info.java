/// The storeledger command.
@NullMarked
package io.storeledger.cli;

import org.jspecify.annotations.NullMarked;
