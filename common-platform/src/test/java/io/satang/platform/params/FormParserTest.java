package io.satang.platform.params;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.satang.platform.error.ApiError;
import io.satang.platform.error.ApiException;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Forms as the official clients write them (reference omise-api §3, rows 1 and 2), and as nobody should. */
class FormParserTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            amount=400000&currency=THB             | {"amount":"400000","currency":"THB"}
            description=two+words                  | {"description":"two words"}
            description=two%20words%2B             | {"description":"two words+"}
            description=%E0%B8%AA%E0%B8%95%F0%9F%98%80 | {"description":"สต😀"}
            description=สต😀                        | {"description":"สต😀"}
            description=a=b                        | {"description":"a=b"}
            description=                           | {"description":""}
            description                            | {"description":""}
            &&a=1&&                                | {"a":"1"}
            a=1&a=2                                | {"a":"2"}
            card[name]=J                           | {"card":{"name":"J"}}
            card%5Bname%5D=J                       | {"card":{"name":"J"}}
            source[type]=points_citi&source[a][b]=1 | {"source":{"type":"points_citi","a":{"b":"1"}}}
            k[]=a&k[]=b                            | {"k":["a","b"]}
            k%5B%5D=a                              | {"k":["a"]}
            k[0]=a&k[1]=b                          | {"k":["a","b"]}
            items[][name]=a&items[][amount]=1      | {"items":[{"name":"a","amount":"1"}]}
            items[][name]=a&items[][name]=b        | {"items":[{"name":"a"},{"name":"b"}]}
            items[][n]=a&items[][m]=1&items[][n]=b | {"items":[{"n":"a","m":"1"},{"n":"b"}]}
            items[0][name]=a&items[0][amount]=1    | {"items":[{"name":"a","amount":"1"}]}
            items[0][name]=a&items[1][name]=b      | {"items":[{"name":"a"},{"name":"b"}]}
            items[][a][b]=1                        | {"items":[{"a":{"b":"1"}}]}
            items[][tags][]=x&items[][tags][]=y    | {"items":[{"tags":["x"]},{"tags":["y"]}]}
            metadata[12345]=x                      | {"metadata":{"12345":"x"}}
            metadata[10]=x                         | {"metadata":{"10":"x"}}
            metadata[0]=x&metadata[a]=y&metadata[0]=z | {"metadata":{"0":"z","a":"y"}}
            metadata[2024][7]=x&metadata[2024][8]=y | {"metadata":{"2024":{"7":"x","8":"y"}}}
            metadata[1][]=x&metadata[1][]=y        | {"metadata":{"1":["x","y"]}}
            metadata[a][][3]=x                     | {"metadata":{"a":[{"3":"x"}]}}
            source[metadata][1]=x                  | {"source":{"metadata":{"1":"x"}}}
            metadata[items][0][name]=a             | {"metadata":{"items":{"0":{"name":"a"}}}}
            """)
    void aFormBecomesAnObject(String form, String json) throws JsonProcessingException {
        assertThat(parse(form)).isEqualTo(MAPPER.readTree(json));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            a=%          | the request is malformed
            a=%4         | the request is malformed
            a=%zz        | the request is malformed
            a=%ff        | the request is not valid UTF-8
            a=%e0%b8     | the request is not valid UTF-8
            a=%ed%a0%80  | the request is not valid UTF-8
            a=%00        | the request holds a control character
            %00=a        | the request holds a control character
            a=%01        | the request holds a control character
            a=%1B[2J     | the request holds a control character
            a=%7F        | the request holds a control character
            a=%C2%80     | the request holds a control character
            %0B=a        | the request holds a control character
            a[%08]=b     | the request holds a control character
            =a           | a parameter name is invalid
            [a]=1        | a parameter name is invalid
            a[b=1        | a parameter name is invalid
            a=1&a[b]=2   | a is invalid
            a[]=1&a[b]=2 | a is invalid
            a[b]=1&a[]=2 | a is invalid
            a[5][b]=1    | a parameter index is invalid
            a[]=1&a[0][b]=2 | a parameter index is invalid
            a[][]=1      | a parameter name is invalid
            a[0][]=1     | a parameter name is invalid
            metadata[][]=1 | a parameter name is invalid
            metadata[]=1&metadata[1]=2 | metadata is invalid
            a[]b=1       | a parameter name is invalid
            a[b]c[d]=1   | a parameter name is invalid
            """)
    void whatMakesNoSenseIsRefused(String form, String message) {
        assertRefused(form, message);
    }

    @Test
    void aNestMayBeSixteenDeep() {
        assertThat(parse("a" + "[b]".repeat(16) + "=1")).isNotEmpty();
        assertRefused("a" + "[b]".repeat(17) + "=1", "a parameter name is invalid");
        assertRefused("a" + "[b]".repeat(100_000) + "=1", "a parameter name is invalid");
    }

    @Test
    void aFormMayHaveAThousandParameters() {
        assertThat(parse("a[]=1&".repeat(999) + "a[]=1").get("a")).hasSize(1_000);
        assertRefused("a=1&".repeat(1_000) + "a=1", "too many parameters");
    }

    @Property(tries = 5_000)
    void anyFormIsReadOrRefused(@ForAll("forms") String form) {
        ObjectNode into = JsonNodeFactory.instance.objectNode();
        try {
            FormParser.read(form, into);
        } catch (ApiException refused) {
            assertThat(refused.error().status()).isEqualTo(400);
        }
    }

    @Provide
    Arbitrary<String> forms() {
        Arbitrary<String> pieces = Arbitraries.of(
                "a",
                "b",
                "items",
                "[",
                "]",
                "[]",
                "[0]",
                "[1]",
                "[999]",
                "[a]",
                "[٣]",
                "=",
                "&",
                "%",
                "%5B",
                "%5D",
                "%00",
                "%ff",
                "%e0%b8%aa",
                "+",
                " ",
                "1",
                "-1",
                "ส",
                "😀",
                "\ud83d",
                "\n");
        return pieces.list().ofMaxSize(24).map(list -> String.join("", list));
    }

    private static void assertRefused(String form, String message) {
        assertThatThrownBy(() -> parse(form)).isInstanceOfSatisfying(ApiException.class, refused -> {
            assertThat(refused.error()).isEqualTo(new ApiError(400, "bad_request", message));
        });
    }

    private static ObjectNode parse(String form) {
        ObjectNode into = JsonNodeFactory.instance.objectNode();
        FormParser.read(form, into);
        return into;
    }
}
