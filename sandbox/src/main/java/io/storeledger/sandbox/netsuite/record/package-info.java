/// Records by type: references, external ids, sublists, computed totals.
@NullMarked
package io.storeledger.sandbox.netsuite.record;

import org.jspecify.annotations.NullMarked;
