/// What both simulated vendors answer with, and the counting of requests.
@NullMarked
package io.storeledger.sandbox.http;

import org.jspecify.annotations.NullMarked;
