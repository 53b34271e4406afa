/// One service, or the simulated vendors, as a process of its own; and whether such a process is
/// ready.
@NullMarked
package io.storeledger.cli.service;

import org.jspecify.annotations.NullMarked;
