/// What the store sells and how much of it there is, by location.
@NullMarked
package io.storeledger.sandbox.bigcommerce.catalog;

import org.jspecify.annotations.NullMarked;
