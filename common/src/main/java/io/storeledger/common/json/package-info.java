/// The one configured JSON mapper: exact decimals, unknown fields ignored, bounded nesting.
@NullMarked
package io.storeledger.common.json;

import org.jspecify.annotations.NullMarked;
