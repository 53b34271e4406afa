/// The few shapes of SuiteQL that a connector needs.
@NullMarked
package io.storeledger.sandbox.netsuite.query;

import org.jspecify.annotations.NullMarked;
