/// Every service in one JVM, with an embedded broker or a cluster.
@NullMarked
package io.storeledger.cli.pipeline;

import org.jspecify.annotations.NullMarked;
