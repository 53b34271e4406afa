/// Writing again what was written before: which records, how, and how far it is.
@NullMarked
package io.storeledger.console.replay;

import org.jspecify.annotations.NullMarked;
