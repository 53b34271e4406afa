/// Hooks and the delivery of their callbacks, with retries, blocklist and signatures.
@NullMarked
package io.storeledger.sandbox.bigcommerce.webhook;

import org.jspecify.annotations.NullMarked;
