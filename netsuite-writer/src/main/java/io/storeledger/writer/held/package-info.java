/// What NetSuite holds as far as we wrote it, as a view on every instance.
@NullMarked
package io.storeledger.writer.held;

import org.jspecify.annotations.NullMarked;
