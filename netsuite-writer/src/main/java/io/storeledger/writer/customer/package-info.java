/// Customers: created by their first order, kept up to date by what the store says of them.
@NullMarked
package io.storeledger.writer.customer;

import org.jspecify.annotations.NullMarked;
