/// Reading the log beside those that live on it: by assignment, between fixed places.
@NullMarked
package io.storeledger.console.log;

import org.jspecify.annotations.NullMarked;
