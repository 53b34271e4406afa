/// What a webhook is about: every shape of BigCommerce's callbacks, and the key each gets.
@NullMarked
package io.storeledger.ingress.callback;

import org.jspecify.annotations.NullMarked;
