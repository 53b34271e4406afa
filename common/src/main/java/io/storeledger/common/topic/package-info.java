/// Every topic, declared once; and the difference between the declared and the existing ones.
@NullMarked
package io.storeledger.common.topic;

import org.jspecify.annotations.NullMarked;
