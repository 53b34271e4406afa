package io.storeledger.clients.http;

/// How often a request was sent before and turned away; the tag it carries through the stack.
public record Resent(int times) {}
