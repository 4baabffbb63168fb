package io.satang.charge.document;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.client.j2se.MatrixToImageWriter;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Draws a text as a QR code; the library makes the code, this only paints it. */
final class QrCode {
    private static final int QUIET_MODULES = 4;
    private static final int PIXELS_PER_MODULE = 8;

    private final String text;
    private final BitMatrix modules;

    QrCode(String text) {
        this.text = text;
        this.modules = encode(text, 0);
    }

    byte[] png() {
        BitMatrix pixels = encode(text, modules.getWidth() * PIXELS_PER_MODULE);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        // The stream that the library makes by itself would go through a temporary file.
        try (MemoryCacheImageOutputStream output = new MemoryCacheImageOutputStream(bytes)) {
            ImageIO.write(MatrixToImageWriter.toBufferedImage(pixels), "png", output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** As large as it has to be, and no smaller than {@code size}. */
    private static BitMatrix encode(String text, int size) {
        try {
            return new QRCodeWriter()
                    .encode(text, BarcodeFormat.QR_CODE, size, size, Map.of(EncodeHintType.MARGIN, QUIET_MODULES));
        } catch (WriterException e) {
            throw new IllegalArgumentException("too long for a QR code: " + text.length() + " characters", e);
        }
    }

    String svg() {
        int size = modules.getWidth();
        StringBuilder path = new StringBuilder();
        for (int y = 0; y < size; y++) {
            for (int x = 0; x < size; x++) {
                if (modules.get(x, y)) {
                    path.append('M').append(x).append(' ').append(y).append("h1v1h-1z");
                }
            }
        }
        return """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$d %1$d" width="%2$d" height="%2$d" \
            shape-rendering="crispEdges"><rect width="100%%" height="100%%" fill="#fff"/><path d="%3$s"/></svg>
            """.formatted(size, size * PIXELS_PER_MODULE, path);
    }
}
