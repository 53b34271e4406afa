/// The timelines of all records, kept by a Kafka Streams topology, and what they can be found by.
@NullMarked
package io.storeledger.console.timeline;

import org.jspecify.annotations.NullMarked;
