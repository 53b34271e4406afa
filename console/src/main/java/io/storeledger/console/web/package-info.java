/// The console's port: routes, who is let in, what a fault looks like.
@NullMarked
package io.storeledger.console.web;

import org.jspecify.annotations.NullMarked;
