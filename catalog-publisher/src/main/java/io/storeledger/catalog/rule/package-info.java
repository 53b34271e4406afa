/// What a connection's `catalog` section says: what is published, from where, and when.
@NullMarked
package io.storeledger.catalog.rule;

import org.jspecify.annotations.NullMarked;
