/// Receives BigCommerce's webhooks and answers 200 only once Kafka has them for good.
@NullMarked
package io.storeledger.ingress;

import org.jspecify.annotations.NullMarked;
