/// The credentials of all connections in one encrypted file that only its owner can read.
///
/// A data key (Google Tink, AES256-GCM) seals each secret together with the connection and the name
/// it belongs to, so that one can't be put into another's place; a master key from elsewhere seals
/// the data key.
@NullMarked
package io.storeledger.common.vault;

import org.jspecify.annotations.NullMarked;
