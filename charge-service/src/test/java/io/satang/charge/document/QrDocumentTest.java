package io.satang.charge.document;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.LuminanceSource;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.satang.charge.Merchant;
import io.satang.charge.TestRows;
import io.satang.charge.decision.SampleSources;
import io.satang.charge.source.TestSources;
import io.satang.events.SourceCreated;
import jakarta.inject.Inject;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code scannable_code.image.download_uri}: an image that a phone's camera reads the pay page's address from. */
@QuarkusTest
class QrDocumentTest {
    private static final int PIXELS = 8;

    @Inject
    TestSources sources;

    @Inject
    TestRows rows;

    @Test
    void theImageOpensThePayPage() throws IOException, ReaderException {
        JsonPath charge = charge(SampleSources.atome());

        byte[] png = given().get(path(charge))
                .then()
                .statusCode(200)
                .contentType("image/png")
                .header("Cache-Control", equalTo("private, max-age=3600"))
                .extract()
                .asByteArray();

        assertThat(scan(ImageIO.read(new ByteArrayInputStream(png)))).isEqualTo(pageUrl(charge));
    }

    @ParameterizedTest(name = "{0} with Accept {1}")
    @CsvSource({"?format=svg, */*", "'', image/svg+xml", "'', 'image/svg+xml,*/*;q=0.5'"})
    void whoAsksForSvgGetsTheSameCodeAsSvg(String query, String accept) throws ReaderException {
        JsonPath charge = charge(SampleSources.atome());

        String svg = given().accept(accept)
                .get(path(charge) + query)
                .then()
                .statusCode(200)
                .contentType("image/svg+xml")
                .extract()
                .asString();

        assertThat(scan(paint(svg))).isEqualTo(pageUrl(charge));
    }

    @ParameterizedTest(name = "{0} with Accept {1}")
    @CsvSource({
        "?format=png, image/svg+xml",
        "'', image/png",
        "'', 'text/html,image/avif,image/webp,image/apng,image/svg+xml,*/*;q=0.8'"
    })
    void anybodyElseGetsThePng(String query, String accept) {
        JsonPath charge = charge(SampleSources.atome());

        given().accept(accept).get(path(charge) + query).then().statusCode(200).contentType("image/png");
    }

    @Test
    void aMerchantWhoseSourceAskedForSvgIsGivenItsAddress() throws ReaderException {
        JsonPath charge = charge(SampleSources.atome().qrImageType("svg"));
        URI uri = URI.create(charge.getString("source.scannable_code.image.download_uri"));

        String svg = given().get(uri.getPath() + "?" + uri.getQuery())
                .then()
                .contentType("image/svg+xml")
                .extract()
                .asString();

        assertThat(scan(paint(svg))).isEqualTo(pageUrl(charge));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0000000000000000", "x", "%00"})
    void aWrongTokenFindsNothing(String token) {
        JsonPath charge = charge(SampleSources.atome());
        String path = path(charge);

        given().urlEncodingEnabled(false)
                .get(path.substring(0, path.lastIndexOf('/') + 1) + token)
                .then()
                .statusCode(404)
                .contentType("application/json; charset=utf-8")
                .body("code", equalTo("not_found"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/charges/%00/documents/x/downloads/y", "/charges/x/documents/%00/downloads/%1f"})
    void aPathWithAControlCharacterFindsNothing(String path) {
        given().urlEncodingEnabled(false)
                .get(path)
                .then()
                .statusCode(404)
                .contentType("application/json; charset=utf-8")
                .body("code", equalTo("not_found"));
    }

    @Test
    void anotherChargesTokenFindsNothing() {
        String one = path(charge(SampleSources.atome()));
        String two = path(charge(SampleSources.atome()));

        given().get(one.substring(0, one.lastIndexOf('/')) + two.substring(two.lastIndexOf('/')))
                .then()
                .statusCode(404);
    }

    @Test
    void aChargeWithoutACodeHasNoDocument() {
        String id = Merchant.SATANG
                .charged(sources.announced(SampleSources.points()))
                .getString("id");
        String document = rows.text("SELECT terms->>'document_id' FROM charges WHERE id = ?", id);
        String token = rows.text("SELECT terms->>'download_token' FROM charges WHERE id = ?", id);

        given().get("/charges/" + id + "/documents/" + document + "/downloads/" + token)
                .then()
                .statusCode(404);
    }

    private JsonPath charge(SampleSources sample) {
        SourceCreated source = sources.announced(sample);
        return Merchant.succeeded(Merchant.SATANG.charge("amount=50000&currency=SGD&source=" + source.sourceId()));
    }

    private String pageUrl(JsonPath charge) {
        String pageId = rows.text("SELECT page_id FROM charges WHERE id = ?", charge.getString("id"));
        return "http://127.0.0.1:8080/payments/" + pageId + "/authorize";
    }

    private static String path(JsonPath charge) {
        return URI.create(charge.getString("source.scannable_code.image.download_uri"))
                .getPath();
    }

    private static String scan(BufferedImage image) throws ReaderException {
        int width = image.getWidth();
        int height = image.getHeight();
        LuminanceSource pixels = new RGBLuminanceSource(
                width, height, image.getRGB(0, 0, width, height, new int[width * height], 0, width));
        return new QRCodeReader()
                .decode(new BinaryBitmap(new HybridBinarizer(pixels)))
                .getText();
    }

    /** Paints the modules as a browser would: {@code M x y h1v1h-1z} is a square. */
    private static BufferedImage paint(String svg) {
        Matcher box = Pattern.compile("viewBox=\"0 0 (\\d+) \\1\"").matcher(svg);
        assertThat(box.find()).isTrue();
        int size = Integer.parseInt(box.group(1)) * PIXELS;
        BufferedImage image = new BufferedImage(size, size, BufferedImage.TYPE_INT_RGB);
        Graphics2D canvas = image.createGraphics();
        canvas.setColor(Color.WHITE);
        canvas.fillRect(0, 0, size, size);
        canvas.setColor(Color.BLACK);
        Matcher module = Pattern.compile("M(\\d+) (\\d+)h1v1h-1z").matcher(svg);
        while (module.find()) {
            canvas.fillRect(
                    Integer.parseInt(module.group(1)) * PIXELS,
                    Integer.parseInt(module.group(2)) * PIXELS,
                    PIXELS,
                    PIXELS);
        }
        canvas.dispose();
        return image;
    }
}
