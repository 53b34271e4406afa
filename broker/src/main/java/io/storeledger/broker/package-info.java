/// A real Kafka broker of one node inside this JVM, for one machine and for tests.
@NullMarked
package io.storeledger.broker;

import org.jspecify.annotations.NullMarked;
