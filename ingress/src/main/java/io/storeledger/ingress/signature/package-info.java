/// Whether a webhook is genuine, judged on its raw bytes; now, or years later from the log.
@NullMarked
package io.storeledger.ingress.signature;

import org.jspecify.annotations.NullMarked;
