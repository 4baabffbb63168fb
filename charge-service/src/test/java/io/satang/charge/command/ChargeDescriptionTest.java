package io.satang.charge.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.satang.charge.Footprint;
import io.satang.charge.Merchant;
import io.satang.charge.TestRows;
import io.satang.charge.TestTopics;
import io.satang.charge.Together;
import io.satang.charge.decision.SampleSources;
import io.satang.charge.source.TestSources;
import io.satang.events.EventType;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a merchant writes on a charge that exists: description and metadata. */
@QuarkusTest
class ChargeDescriptionTest {
    @Inject
    TestSources sources;

    @Inject
    TestTopics topics;

    @Inject
    TestRows rows;

    @Test
    void aDescriptionAndMetadataCanBeChanged() {
        String id = charge();

        JsonPath changed = Merchant.succeeded(
                patchJson(id, "{\"description\":\"new words\",\"metadata\":{\"order\":{\"id\":7}}}"));

        assertThat(changed.getString("description")).isEqualTo("new words");
        assertThat(changed.getInt("metadata.order.id")).isEqualTo(7);
        assertThat(changed.getString("status")).isEqualTo("pending");
        assertThat(changed.getInt("version")).isEqualTo(2);
        assertThat(topics.awaitEvents(id, 2).get(1).envelope().type()).isEqualTo(EventType.CHARGE_UPDATED);
    }

    @Test
    void whatAPatchDoesNotNameStaysAsItIs() {
        String id = charge();
        patch(id, "description=one&metadata[a]=1");

        JsonPath described = Merchant.succeeded(patch(id, "description=two"));
        JsonPath annotated = Merchant.succeeded(patch(id, "metadata[b]=2"));

        assertThat(described.getString("metadata.a")).isEqualTo("1");
        assertThat(annotated.getString("description")).isEqualTo("two");
        assertThat(annotated.getString("metadata.a")).isNull();
        assertThat(annotated.getString("metadata.b")).isEqualTo("2");
    }

    @Test
    void an_empty_description_takes_it_away_and_null_says_nothing() {
        String id = charge();
        patch(id, "description=one&metadata[a]=1");

        JsonPath kept = Merchant.succeeded(patchJson(id, "{\"description\":null,\"metadata\":{\"a\":\"2\"}}"));
        JsonPath cleared = Merchant.succeeded(patchJson(id, "{\"description\":\"\"}"));
        patch(id, "description=two");
        JsonPath clearedAgain = Merchant.succeeded(patch(id, "description="));

        assertThat(kept.getString("description")).isEqualTo("one");
        assertThat(cleared.getString("description")).isNull();
        assertThat(cleared.getString("metadata.a")).isEqualTo("2");
        assertThat(clearedAgain.getString("description")).isNull();
        assertThat(Merchant.SATANG.retrieve(id).getString("description")).isNull();
    }

    @Test
    void a_patch_that_changes_nothing_makes_no_version_and_tells_nobody() {
        String id = charge();
        patch(id, "description=one&metadata[a]=1");
        Footprint before = rows.footprint();

        for (String form :
                List.of("", "description=one", "metadata[a]=1", "description=one&metadata[a]=1", "amount=1")) {
            assertThat(Merchant.succeeded(patch(id, form)).getInt("version")).isEqualTo(2);
        }
        assertThat(Merchant.succeeded(patchJson(id, "{\"description\":null,\"metadata\":{}}"))
                        .getString("description"))
                .isEqualTo("one");

        assertThat(rows.footprint()).isEqualTo(before);
        rows.awaitPublished();
        assertThat(topics.events(id)).hasSize(2);
    }

    @Test
    void aChargeThatHasEndedCanStillBeDescribed() {
        String id = charge();
        JsonPath paid = Merchant.succeeded(Merchant.SATANG.command(id, "mark_as_paid"));

        JsonPath described = Merchant.succeeded(patch(id, "description=shipped"));

        assertThat(described.getString("status")).isEqualTo("successful");
        assertThat(described.getString("paid_at")).isEqualTo(paid.getString("paid_at"));
        assertThat(described.getString("transaction")).isEqualTo(paid.getString("transaction"));
        assertThat(described.getInt("version")).isEqualTo(3);
    }

    @Test
    void changesAtOnceAllHappenOneAfterAnother() {
        String id = charge();

        List<Response> answers = Together.run(IntStream.range(0, 12)
                .mapToObj(i -> (Callable<Response>) () -> patch(id, "description=words " + i))
                .toList());

        assertThat(answers).extracting(Response::statusCode).containsOnly(200);
        assertThat(Merchant.SATANG.retrieve(id).getInt("version")).isEqualTo(13);
        assertThat(topics.awaitEvents(id, 13))
                .extracting(event -> event.envelope().version())
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, 13).mapToObj(Long::valueOf).toList());
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"description":{"a":1}}      | description is invalid
            {"description":["a"]}        | description is invalid
            {"metadata":"text"}          | Metadata should be a JSON hash
            {"metadata":[1]}             | Metadata should be a JSON hash
            {                            | the body is not valid JSON
            [1]                          | the body is not a JSON object
            """)
    void aPatchThatMakesNoSenseChangesNothing(String body, String message) {
        String id = charge();
        Footprint before = rows.footprint();

        patchJson(id, body)
                .then()
                .statusCode(400)
                .body("code", equalTo("bad_request"))
                .body("message", equalTo(message));

        assertThat(rows.footprint()).isEqualTo(before);
        assertThat(Merchant.SATANG.retrieve(id).getInt("version")).isEqualTo(1);
    }

    @Test
    void aDescriptionHasAnEnd() {
        String id = charge();

        Merchant.succeeded(patch(id, "description=" + "d".repeat(2_048)));
        patch(id, "description=" + "d".repeat(2_049))
                .then()
                .statusCode(400)
                .body("message", equalTo("description is too long (maximum is 2048 characters)"));
    }

    private String charge() {
        return Merchant.SATANG
                .charged(sources.announced(SampleSources.points()))
                .getString("id");
    }

    private static Response patch(String id, String form) {
        return Merchant.SATANG
                .request()
                .contentType(ContentType.URLENC)
                .body(form)
                .patch("/charges/" + id);
    }

    private static Response patchJson(String id, String json) {
        return Merchant.SATANG
                .request()
                .contentType(ContentType.JSON)
                .body(json)
                .patch("/charges/" + id);
    }
}
