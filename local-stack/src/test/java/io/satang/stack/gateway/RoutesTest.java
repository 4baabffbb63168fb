package io.satang.stack.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoutesTest {
    private final Routes routes = Routes.load();

    @ParameterizedTest
    @CsvSource({
        "/charges/chrg_test_1/events,                       webhook-service",
        "/offers/offr_test_1/report,                        offers-service",
        "/persons/prsn_test_1/cards,                        offers-service",
        "/cards/card_test_1/offers/offr_test_1/explain,     offers-service",
        "/redemptions,                                      offers-service",
        "/events,                                           webhook-service",
        "/events/evnt_test_1,                               webhook-service",
        "/charges,                                          charge-service",
        "/charges/chrg_test_1,                              charge-service",
        "/charges/chrg_test_1/documents/docu_1/downloads/A, charge-service",
        "/payments/pay2_test_1/authorize,                   charge-service",
        "/sources/src_test_1,                               source-service",
        "/tokens,                                           source-service",
        "/capability,                                       source-service",
        "/account,                                          account-service",
        "/console,                                          console",
        "/console/charges/chrg_test_1,                      console",
        "/,                                                 account-service",
        "/no/such/route,                                    account-service",
        "/chargesandmore,                                   account-service"
    })
    void eachPathLeadsToTheServiceThatOwnsIt(String path, String service) {
        assertThat(routes.serviceFor("api.example.com", path)).contains(service);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/internal/sources",
                "/q/health",
                "//internal/sources",
                "/./internal/sources",
                "/charges/../internal/sources",
                "/charges/%2e%2e/internal/sources",
                "/%69nternal/sources",
                "/../internal"
            })
    void whatIsClosedStaysClosedHoweverItIsSpelled(String path) {
        assertThat(routes.serviceFor("api.example.com", path)).isEmpty();
    }

    @Test
    void theVaultAnswersForTokensOnly() {
        assertThat(routes.serviceFor("vault.example.com", "/tokens")).contains("source-service");
        assertThat(routes.serviceFor("VAULT.example.com", "/tokens/tokn_test_1"))
                .contains("source-service");
        assertThat(routes.serviceFor("vault.example.com", "/account")).isEmpty();
    }

    @Test
    void theFirstRouteThatCoversARequestWins() {
        Routes two = Routes.parse("""
                # host  path  service
                *  /a/{id}  one

                *  /a       two
                """);

        assertThat(two.serviceFor("", "/a/1")).contains("one");
        assertThat(two.serviceFor("", "/a")).contains("two");
        assertThat(two.serviceFor("", "/b")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"* /a", "* a service", "vault /a service"})
    void linesThatMakeNoSenseAreRefused(String line) {
        assertThatThrownBy(() -> Routes.parse(line)).isInstanceOf(IllegalArgumentException.class);
    }
}
