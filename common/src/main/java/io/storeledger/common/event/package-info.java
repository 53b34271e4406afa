/// The records that travel through the topics, their keys and headers.
@NullMarked
package io.storeledger.common.event;

import org.jspecify.annotations.NullMarked;
