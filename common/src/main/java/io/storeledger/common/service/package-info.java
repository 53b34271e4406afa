/// What every service has: a main, an admin port with metrics and health, an orderly stop.
@NullMarked
package io.storeledger.common.service;

import org.jspecify.annotations.NullMarked;
