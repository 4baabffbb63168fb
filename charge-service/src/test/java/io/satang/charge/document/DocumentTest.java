package io.satang.charge.document;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.LuminanceSource;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.common.BitArray;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.oned.Code128Reader;
import com.google.zxing.qrcode.QRCodeReader;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.satang.charge.Merchant;
import io.satang.charge.RawHttp;
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
import java.io.StringReader;
import java.net.URI;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** The codes that payers scan, and the barcodes of bills. */
@QuarkusTest
class DocumentTest {
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

    @ParameterizedTest(name = "{0} with Accept {1}: {3}")
    @CsvSource({
        "promptpay, */*, qrcode.svg, image/svg+xml",
        "alipayplus_mpm, */*, qrcode.svg, image/svg+xml",
        "paynow, */*, qrcode.png, image/png",
        "promptpay, 'text/html,image/avif,image/webp,*/*;q=0.8', qrcode.svg, image/svg+xml",
        "promptpay, image/png, qrcode.svg, image/png",
        "promptpay, 'image/webp,image/png;q=0.9', qrcode.svg, image/png",
        "promptpay, 'image/svg+xml;q=0.5,image/png', qrcode.svg, image/png",
        "paynow, 'image/png;q=0.5,image/svg+xml', qrcode.png, image/svg+xml",
        "paynow, image/*, qrcode.png, image/png",
    })
    void a_methods_code_has_its_usual_format_unless_accept_chooses(
            String method, String accept, String filename, String contentType) {
        JsonPath charge = charge(SampleSources.atome().type(method));

        assertThat(charge.getString("source.scannable_code.image.filename")).isEqualTo(filename);
        given().accept(accept).get(path(charge)).then().statusCode(200).contentType(contentType);
    }

    @Test
    void a_request_that_accepts_nothing_in_particular_gets_promptpays_svg() {
        RawHttp.Answer answer = RawHttp.send(
                RawHttp.head("GET " + path(charge(SampleSources.atome().type("promptpay"))) + " HTTP/1.1"),
                new byte[0]);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.head()).containsIgnoringCase("content-type: image/svg+xml");
        assertThat(answer.body()).startsWith("<svg");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "/", "a b"})
    void what_is_no_media_type_asks_for_nothing_in_particular(String accept) {
        String path = path(charge(SampleSources.atome().type("promptpay")));

        RawHttp.Answer answer =
                RawHttp.send(RawHttp.head("GET " + path + " HTTP/1.1") + "\r\nAccept: " + accept, new byte[0]);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.head()).containsIgnoringCase("content-type: image/svg+xml");
        assertThat(answer.body()).startsWith("<svg");
    }

    @Test
    void a_merchant_may_want_a_png_of_what_is_usually_an_svg() {
        JsonPath charge = charge(SampleSources.atome().type("promptpay").qrImageType("png"));
        URI uri = URI.create(charge.getString("source.scannable_code.image.download_uri"));

        assertThat(charge.getString("source.scannable_code.image.filename")).isEqualTo("qrcode.png");
        given().get(uri.getPath() + "?" + uri.getQuery()).then().statusCode(200).contentType("image/png");
    }

    @Test
    void a_bill_has_a_barcode_that_a_counter_can_read_and_a_shops_plugin_can_take_apart() throws Exception {
        SourceCreated source = sources.announced(SampleSources.bill());
        JsonPath charge =
                Merchant.succeeded(Merchant.SATANG.charge("amount=50000&currency=THB&source=" + source.sourceId()));
        JsonPath references = charge.setRootPath("source.references");

        String svg = given().get(URI.create(references.getString("barcode")).getPath())
                .then()
                .statusCode(200)
                .contentType("image/svg+xml")
                .extract()
                .asString();

        assertThat(read(bars(svg)))
                .isEqualTo("|" + references.getString("omise_tax_id") + "00\r"
                        + references.getString("reference_number_1") + "\r"
                        + references.getString("reference_number_2") + "\r50000");
    }

    @Test
    void a_shop_that_scans_its_customer_finds_no_document() {
        SourceCreated source =
                sources.announced(SampleSources.atome().type("alipayplus_upm").instructions("none"));
        String id = Merchant.succeeded(Merchant.SATANG.charge("amount=50000&currency=SGD&source=" + source.sourceId()))
                .getString("id");
        String document = rows.text("SELECT terms->>'document_id' FROM charges WHERE id = ?", id);
        String token = rows.text("SELECT terms->>'download_token' FROM charges WHERE id = ?", id);

        given().get("/charges/" + id + "/documents/" + document + "/downloads/" + token)
                .then()
                .statusCode(404);
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

    /** Reads the bars as plugins do: the rectangles of the group within the group. */
    private static BitArray bars(String svg) throws Exception {
        Document document =
                DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
        NodeList bars = (NodeList) XPathFactory.newInstance()
                .newXPath()
                .evaluate("/*/*[local-name()='g']/*[local-name()='g']/*", document, XPathConstants.NODESET);
        BitArray row = new BitArray(Integer.parseInt(
                document.getDocumentElement().getAttribute("width").replace("px", "")));
        for (int i = 0; i < bars.getLength(); i++) {
            Element bar = (Element) bars.item(i);
            int x = Integer.parseInt(bar.getAttribute("x"));
            row.setRange(x, x + Integer.parseInt(bar.getAttribute("width").replace("px", "")));
        }
        return row;
    }

    private static String read(BitArray row) throws ReaderException {
        return new Code128Reader().decodeRow(0, row, Map.of()).getText();
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
