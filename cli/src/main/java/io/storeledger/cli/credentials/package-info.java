/// Puts both vendors' secrets where only the services find them.
@NullMarked
package io.storeledger.cli.credentials;

import org.jspecify.annotations.NullMarked;
