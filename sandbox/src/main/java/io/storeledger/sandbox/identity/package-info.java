/// An OpenID Connect provider at which everybody is signed in already.
@NullMarked
package io.storeledger.sandbox.identity;

import org.jspecify.annotations.NullMarked;
