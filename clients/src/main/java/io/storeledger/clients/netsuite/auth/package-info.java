/// OAuth 2.0 client credentials: a signed assertion for an access token that all threads share.
@NullMarked
package io.storeledger.clients.netsuite.auth;

import org.jspecify.annotations.NullMarked;
