/// Signing people in by OpenID Connect.
@NullMarked
package io.storeledger.clients.signin;

import org.jspecify.annotations.NullMarked;
