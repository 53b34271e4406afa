/// One YAML file and the environment above it, read into records; all faults in one message.
@NullMarked
package io.storeledger.common.config;

import org.jspecify.annotations.NullMarked;
