/// What flows now: rates, what waits, how long it takes, what the vendors still allow.
@NullMarked
package io.storeledger.console.flow;

import org.jspecify.annotations.NullMarked;
