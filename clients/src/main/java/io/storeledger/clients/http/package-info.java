/// The one HTTP stack both clients stand on, and the one tree of failures they throw.
@NullMarked
package io.storeledger.clients.http;

import org.jspecify.annotations.NullMarked;
