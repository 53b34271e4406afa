/// Every metric of ours, declared once: what it is called, what it counts or measures, in which
/// unit and with which labels. Meters are made through these constants; `docs/metrics.md` is
/// generated from them.
@NullMarked
package io.storeledger.common.metric;

import org.jspecify.annotations.NullMarked;
