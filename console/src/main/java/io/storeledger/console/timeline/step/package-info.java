/// What happened at each record of the log, in words without personal data: the same for the
/// timelines and for whoever follows the log.
@NullMarked
package io.storeledger.console.timeline.step;

import org.jspecify.annotations.NullMarked;
