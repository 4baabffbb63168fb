package io.satang.console.page;

/**
 * What has just happened, above everything else on a page.
 *
 * @param tone {@code good} or {@code bad}, besides what the text says
 */
public record Notice(String tone, String text) {

    /** Something was done. */
    public static Notice good(String text) {
        return new Notice("good", text);
    }

    /** Something was not done. */
    public static Notice bad(String text) {
        return new Notice("bad", text);
    }
}
