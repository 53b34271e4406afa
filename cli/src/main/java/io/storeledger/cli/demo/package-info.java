/// The pipeline against the sandbox: a shop, a warehouse of orders, and the books compared at the
/// end.
@NullMarked
package io.storeledger.cli.demo;

import org.jspecify.annotations.NullMarked;
