package io.storeledger.common.consume;

/// Why a record was not simply done.
///
/// @param code a short stable word such as `old-news`, for metrics and for grouping; from a small
///   fixed set per handler
/// @param text a sentence for people, which names the record and what to do; no personal data
public record Reason(String code, String text) {}
