/// JSON as trees: nothing here knows a record, so that unknown fields survive.
@NullMarked
package io.storeledger.sandbox.json;

import org.jspecify.annotations.NullMarked;
