/// How to reach Kafka: client properties, producers, publishing.
@NullMarked
package io.storeledger.common.kafka;

import org.jspecify.annotations.NullMarked;
