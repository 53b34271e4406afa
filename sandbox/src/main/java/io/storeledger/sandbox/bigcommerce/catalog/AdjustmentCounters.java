package io.storeledger.sandbox.bigcommerce.catalog;

import io.storeledger.sandbox.json.Json;
import tools.jackson.databind.node.ObjectNode;

/// What the inventory's adjustment calls were so far, refused ones included in the calls only.
///
/// @param absoluteCalls calls of `PUT .../adjustments/absolute`
/// @param absoluteRows items in those that were accepted
/// @param relativeCalls calls of `POST .../adjustments/relative`
/// @param relativeRows items in those that were accepted
/// @param refused calls of both kinds that were refused
/// @param notSaved items that were too many to be saved
/// @param maxConcurrent how many absolute calls there were at once at most
public record AdjustmentCounters(
        long absoluteCalls,
        long absoluteRows,
        long relativeCalls,
        long relativeRows,
        long refused,
        long notSaved,
        int maxConcurrent) {
    /// As the admin API shows them.
    public ObjectNode json() {
        ObjectNode json = Json.object();
        json.put("absoluteCalls", absoluteCalls);
        json.put("absoluteRows", absoluteRows);
        json.put("relativeCalls", relativeCalls);
        json.put("relativeRows", relativeRows);
        json.put("refused", refused);
        json.put("notSaved", notSaved);
        json.put("maxConcurrent", maxConcurrent);
        return json;
    }
}
