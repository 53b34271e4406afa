/// Who may look, who may see payloads, who may act.
@NullMarked
package io.storeledger.console.access;

import org.jspecify.annotations.NullMarked;
