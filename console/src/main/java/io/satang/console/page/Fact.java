package io.satang.console.page;

/** A name, and what it is. */
public record Fact(String name, String value) {}
