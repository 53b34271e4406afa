/// What is to be published: a Kafka Streams topology that holds what NetSuite says now, what is on
/// its way there, and what the store shows, and tells the differences.
@NullMarked
package io.storeledger.catalog.difference;

import org.jspecify.annotations.NullMarked;
