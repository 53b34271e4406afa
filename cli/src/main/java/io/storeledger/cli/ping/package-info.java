/// First contact: asks both vendors, changing nothing, whether everything that the flows need is
/// there, and says what to do where it is not.
@NullMarked
package io.storeledger.cli.ping;

import org.jspecify.annotations.NullMarked;
