package io.satang.charge.document;

import com.google.zxing.oned.Code128Writer;

/**
 * Draws a text as a Code 128 barcode; the library makes the code, this only paints it. The elements and their nesting are those that plugins
 * of shops read to build a barcode of their own: {@code svg > g > g#barcode > rect}, one rectangle a bar.
 */
final class Barcode {
    private static final int PIXELS_PER_MODULE = 2;
    private static final int MARGIN = 20;
    private static final int BAR_HEIGHT = 50;

    private final String text;
    private final boolean[] modules;

    /** @param text of letters, digits and signs without meaning in XML; its parts may be divided by carriage returns */
    Barcode(String text) {
        this.text = text;
        this.modules = new Code128Writer().encode(text);
    }

    String svg() {
        return """
               <svg xmlns="http://www.w3.org/2000/svg" width="%1$dpx" height="%2$dpx" viewBox="0 0 %1$d %2$d" version="1.1" \
               preserveAspectRatio="none"><title>%3$s</title><g id="canvas">\
               <rect x="0" y="0" width="%1$dpx" height="%2$dpx" fill="#fff"/><g id="barcode" fill="#000">%4$s</g></g></svg>
               """.formatted(
                        modules.length * PIXELS_PER_MODULE + 2 * MARGIN,
                        BAR_HEIGHT + 2 * MARGIN,
                        text.replace('\r', ' '),
                        bars());
    }

    private String bars() {
        StringBuilder bars = new StringBuilder();
        int at = 0;
        while (at < modules.length) {
            int end = at;
            while (end < modules.length && modules[end] == modules[at]) {
                end++;
            }
            if (modules[at]) {
                bars.append("<rect x=\"").append(MARGIN + at * PIXELS_PER_MODULE);
                bars.append("\" y=\"").append(MARGIN);
                bars.append("\" width=\"").append((end - at) * PIXELS_PER_MODULE);
                bars.append("px\" height=\"").append(BAR_HEIGHT).append("px\"/>");
            }
            at = end;
        }
        return bars.toString();
    }
}
