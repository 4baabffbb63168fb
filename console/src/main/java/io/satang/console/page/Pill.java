package io.satang.console.page;

/**
 * A state, in a word with a colour.
 *
 * @param tone {@code good}, {@code bad}, {@code wait} or {@code calm}
 */
public record Pill(String text, String tone) {}
