/// The way of a record as a trace: W3C's context in the headers of requests and records, a span
/// around each piece of work, the ids beside each log line.
///
/// The context is carried on whether or not spans are made: with tracing off the ids that came in,
/// or new ones, stand in headers and logs all the same.
@NullMarked
package io.storeledger.common.trace;

import org.jspecify.annotations.NullMarked;
