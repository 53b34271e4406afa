/// The consuming loop: records of one key in order, keys side by side, nothing lost on failure.
@NullMarked
package io.storeledger.common.consume;

import org.jspecify.annotations.NullMarked;
