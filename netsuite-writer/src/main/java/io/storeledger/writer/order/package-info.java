/// Orders: the customer first, then the sales order.
@NullMarked
package io.storeledger.writer.order;

import org.jspecify.annotations.NullMarked;
