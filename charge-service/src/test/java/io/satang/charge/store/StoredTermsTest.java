package io.satang.charge.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.satang.charge.decision.ChargeTerms.Flow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The terms that any release has ever stored are understood today. */
class StoredTermsTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CHARGE = "chrg_test_5satang000000000003";

    static List<Path> golden() throws IOException {
        try (Stream<Path> files = Files.walk(GOLDEN)) {
            return files.filter(file -> file.getFileName().toString().startsWith("charges.terms-"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("golden")
    void released_terms_are_read_and_written_again_as_they_were(Path file) throws IOException {
        String released = Files.readString(file);

        JsonNode today = JSON.readTree(StoredTerms.write(StoredTerms.read(released, CHARGE)));

        JSON.readTree(released)
                .properties()
                .forEach(member -> assertThat(today.get(member.getKey()))
                        .as(member.getKey())
                        .isEqualTo(member.getValue()));
    }

    @ParameterizedTest
    @MethodSource("golden")
    void what_has_a_careful_answer_may_be_missing(Path file) throws IOException {
        for (String member : List.of(
                "failure_codes",
                "refundable",
                "partially_refundable",
                "zero_interest",
                "return_uri",
                "ip",
                "webhook_endpoints",
                "platform_fee",
                "statement_descriptor")) {
            ObjectNode without = (ObjectNode) JSON.readTree(Files.readString(file));
            without.remove(member);
            without.put("added_later", 1);

            assertThatCode(() -> StoredTerms.read(without.toString(), CHARGE))
                    .as(member)
                    .doesNotThrowAnyException();
        }
    }

    @ParameterizedTest
    @MethodSource("golden")
    void what_money_is_computed_of_must_be_there_and_is_named(Path file) throws IOException {
        for (String member :
                List.of("fee_rate", "vat_rate", "interest_rate", "installment_term", "merchant_absorbs_interest")) {
            ObjectNode without = (ObjectNode) JSON.readTree(Files.readString(file));
            ((ObjectNode) without.get("pricing")).remove(member);

            assertThatThrownBy(() -> StoredTerms.read(without.toString(), CHARGE))
                    .hasMessageContaining(member)
                    .hasMessageContaining(CHARGE);
        }
    }

    @Test
    void a_flow_of_a_newer_version_is_said_to_be_unknown() throws IOException {
        ObjectNode newer = (ObjectNode) JSON.readTree(Files.readString(golden().getFirst()));
        newer.put("flow", "TELEPATHY");

        assertThatThrownBy(() -> StoredTerms.read(newer.toString(), CHARGE)).hasMessageContaining("TELEPATHY");
        assertThat(Flow.of("app_redirect")).contains(Flow.APP_REDIRECT);
    }
}
