package io.satang.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;

/** The QR code of an offline charge, read as a phone reads it. */
final class QrImage {

    /** The image holds a code and nothing else, so it need not be searched for one, which sometimes fails. */
    private static final Map<DecodeHintType, Boolean> AS_RENDERED = Map.of(DecodeHintType.PURE_BARCODE, true);

    private QrImage() {}

    /** Where the code of this charge is. */
    static String path(JsonNode charge) {
        return URI.create(charge.at("/source/scannable_code/image/download_uri").asText())
                .getPath();
    }

    /** What the image says; empty when it is no image with a code. */
    static Optional<String> textOf(byte[] png) {
        try {
            return Optional.ofNullable(ImageIO.read(new ByteArrayInputStream(png)))
                    .flatMap(QrImage::decode);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<String> decode(BufferedImage image) {
        int width = image.getWidth();
        int height = image.getHeight();
        int[] pixels = image.getRGB(0, 0, width, height, null, 0, width);
        BinaryBitmap bitmap = new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(width, height, pixels)));
        try {
            return Optional.of(new QRCodeReader().decode(bitmap, AS_RENDERED).getText());
        } catch (ReaderException e) {
            return Optional.empty();
        }
    }
}
