/// Keeps the store's webhooks alive, and tells when events may have been lost.
@NullMarked
package io.storeledger.ingress.hooks;

import org.jspecify.annotations.NullMarked;
