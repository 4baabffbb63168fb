package io.satang.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;
import static org.awaitility.Awaitility.await;

import co.omise.Client;
import co.omise.Config;
import co.omise.Configurer;
import co.omise.Endpoint;
import co.omise.Serializer;
import co.omise.models.Account;
import co.omise.models.Capability;
import co.omise.models.Card;
import co.omise.models.Charge;
import co.omise.models.ChargeStatus;
import co.omise.models.Customer;
import co.omise.models.Event;
import co.omise.models.FlowType;
import co.omise.models.OmiseException;
import co.omise.models.OmiseObjectBase;
import co.omise.models.Ordering;
import co.omise.models.PaymentMethod;
import co.omise.models.Refund;
import co.omise.models.RefundStatus;
import co.omise.models.ScopedList;
import co.omise.models.Source;
import co.omise.models.SourceType;
import co.omise.models.Token;
import co.omise.requests.Request;
import co.omise.requests.RequesterImpl;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import okhttp3.ConnectionSpec;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code co.omise:omise-java:4.0.2} as it is: only the address that it calls is another. */
@ExtendWith(RunningPlatform.class)
// The client's own lists of events are of a raw type.
@SuppressWarnings("rawtypes")
class OmiseJavaTest {

    private final Client omise;
    private final Shop shop;

    OmiseJavaTest(Platform platform) {
        this.shop = new Shop(platform.api());
        OkHttpClient http = new OkHttpClient.Builder()
                .connectionSpecs(List.of(ConnectionSpec.MODERN_TLS, ConnectionSpec.CLEARTEXT))
                .addInterceptor(redirectingTo(platform.baseUrl()))
                .build();
        this.omise = new Client(new RequesterImpl(http, Serializer.defaultSerializer()));
    }

    @Test
    void makes_and_reads_a_source() throws Exception {
        Source source = source(SourceType.PointsCiti);

        Source read = send(new Source.GetRequestBuilder(source.getId()).build());

        assertThat(read.getType()).isEqualTo(SourceType.PointsCiti);
        assertThat(read.getFlow()).isEqualTo(FlowType.Redirect);
        assertThat(read.getAmount()).isEqualTo(400000);
        assertThat(read.getCurrency()).isEqualTo("THB");
        assertThat(read.getChargeStatus()).isEqualTo(ChargeStatus.Unknown);
        assertThat(read.getLocation()).isEqualTo("/sources/" + source.getId());
    }

    @Test
    void makes_and_reads_a_token() throws Exception {
        Token token = send(new Token.CreateRequestBuilder()
                .card(new Card.Create()
                        .name("Somchai Prasert")
                        .number("4242424242424242")
                        .expiration(10, 2020)
                        .securityCode("123")
                        .city("Bangkok")
                        .postalCode("10320"))
                .build());

        Token read = send(new Token.GetRequestBuilder(token.getId()).build());

        assertThat(read.isUsed()).isFalse();
        assertThat(read.getChargeStatus()).isEqualTo(ChargeStatus.Unknown);
        assertThat(read.getCard().getBrand()).isEqualTo("Visa");
        assertThat(read.getCard().getLastDigits()).isEqualTo("4242");
        assertThat(read.getCard().getExpirationYear()).isEqualTo(2020);
        assertThat(read.getCard().isSecurityCodeCheck()).isTrue();
    }

    @Test
    void makes_changes_and_destroys_a_customer() throws Exception {
        Customer made = send(new Customer.CreateRequestBuilder()
                .email("somchai@example.com")
                .description("Somchai")
                .card(token().getId())
                .metadata("order", "345678")
                .build());
        Customer changed = send(new Customer.UpdateRequestBuilder(made.getId())
                .description("Somsri")
                .card(token().getId())
                .build());
        String second = changed.getCards().getData().getLast().getId();
        send(new Customer.UpdateRequestBuilder(made.getId()).defaultCard(second).build());

        Customer read = send(new Customer.GetRequestBuilder(made.getId()).build());

        assertThat(read.getEmail()).isEqualTo("somchai@example.com");
        assertThat(read.getDescription()).isEqualTo("Somsri");
        assertThat(read.getMetadata()).containsEntry("order", "345678");
        assertThat(read.getCards().getTotal()).isEqualTo(2);
        assertThat(read.getDefaultCard()).isEqualTo(second);
        assertThat(send(new Customer.ListRequestBuilder()
                                .options(new ScopedList.Options().limit(1).order(Ordering.ReverseChronological))
                                .build())
                        .getData())
                .extracting(Customer::getId)
                .containsExactly(made.getId());
        Customer last = send(new Customer.DeleteRequestBuilder(made.getId()).build());
        assertThat(last.isDeleted()).isTrue();
        assertThat(last.getDefaultCard()).isNull();
        assertThatThrownBy(() -> send(new Customer.GetRequestBuilder(made.getId()).build()))
                .isInstanceOfSatisfying(
                        OmiseException.class,
                        refusal -> assertThat(refusal.getCode()).isEqualTo("not_found"));
    }

    @Test
    void reads_changes_and_destroys_a_customers_card() throws Exception {
        Customer customer =
                send(new Customer.CreateRequestBuilder().card(token().getId()).build());
        String id = customer.getDefaultCard();

        Card changed = send(new Card.UpdateRequestBuilder(customer.getId(), id)
                .name("Somsri Prasert")
                .build());
        send(new Card.UpdateRequestBuilder(customer.getId(), id)
                .expiration(3, 2031)
                .build());
        Card read = send(new Card.GetRequestBuilder(customer.getId(), id).build());

        assertThat(changed.getExpirationYear()).isEqualTo(2020);
        assertThat(read.getName()).isEqualTo("Somsri Prasert");
        assertThat(read.getExpirationMonth()).isEqualTo(3);
        assertThat(read.getExpirationYear()).isEqualTo(2031);
        assertThat(read.getLocation()).isEqualTo("/customers/" + customer.getId() + "/cards/" + id);
        assertThat(send(new Card.ListRequestBuilder(customer.getId()).build()).getData())
                .extracting(Card::getId)
                .containsExactly(id);
        assertThat(send(new Card.DeleteRequestBuilder(customer.getId(), id).build())
                        .isDeleted())
                .isTrue();
        assertThat(send(new Card.ListRequestBuilder(customer.getId()).build()).getTotal())
                .isZero();
    }

    @Test
    void charges_a_customer() throws Exception {
        Customer customer =
                send(new Customer.CreateRequestBuilder().card(token().getId()).build());

        Charge charge = send(new Charge.CreateRequestBuilder()
                .amount(100_000)
                .currency("thb")
                .customer(customer.getId())
                .capture(true)
                .build());

        assertThat(charge.getStatus()).isEqualTo(ChargeStatus.Successful);
        assertThat(charge.getCustomer()).isEqualTo(customer.getId());
        assertThat(charge.getCard().getId()).isEqualTo(customer.getDefaultCard());
    }

    private Token token() throws IOException, OmiseException {
        return send(new Token.CreateRequestBuilder()
                .card(new Card.Create()
                        .name("Somchai Prasert")
                        .number("4242424242424242")
                        .expiration(10, 2020))
                .build());
    }

    @Test
    void makes_and_reads_an_installment_source() throws Exception {
        Source source = send(new Source.CreateRequestBuilder()
                .type(SourceType.InstallmentKbank)
                .amount(500000)
                .currency("thb")
                .installmentTerm(4)
                .zeroInterestInstallments(true)
                .build());

        assertThat(source.getInstallmentTerm()).isEqualTo(4);
        assertThat(source.isZeroInterestInstallments()).isTrue();
    }

    @Test
    void makes_and_reads_a_charge() throws Exception {
        Charge charge = charge(source(SourceType.PointsCiti));

        Charge read = send(new Charge.GetRequestBuilder(charge.getId()).build());

        assertThat(read.getStatus()).isEqualTo(ChargeStatus.Pending);
        assertThat(read.isCapture()).isTrue();
        assertThat(read.getNet()).isEqualTo(384378);
        assertThat(read.getFee()).isEqualTo(14600);
        assertThat(read.getFeeVat()).isEqualTo(1022);
        assertThat(read.getSource().getChargeStatus()).isEqualTo(ChargeStatus.Pending);
        assertThat(read.getAuthorizeUri()).contains("/payments/pay2_test_");
        assertThat(read.getReturnUri()).isEqualTo(Shop.RETURN_URI);
        assertThat(read.getMetadata()).containsEntry("order", "345678");
        assertThat(read.getExpiresAt()).isEqualTo(read.getCreated().plusDays(7));
        assertThat(read.getRefunds().getTotal()).isZero();
    }

    @Test
    void makes_a_charge_whose_qr_code_can_be_downloaded() throws Exception {
        Charge charge = charge(source(SourceType.PromptPay));

        assertThat(charge.getSource().getFlow()).isEqualTo(FlowType.Offline);
        assertThat(charge.getSource().getScannableCode().getImage().getDownloadUri())
                .contains("/charges/" + charge.getId() + "/documents/");
    }

    @Test
    void lists_charges_newest_first() throws Exception {
        Charge older = charge(source(SourceType.PointsCiti));
        Charge newer = charge(source(SourceType.PointsCiti));

        ScopedList<Charge> charges = send(new Charge.ListRequestBuilder()
                .options(new ScopedList.Options().limit(2).order(Ordering.ReverseChronological))
                .build());

        assertThat(charges.getData()).extracting(Charge::getId).containsExactly(newer.getId(), older.getId());
        assertThat(charges.getTotal()).isGreaterThanOrEqualTo(2);
        assertThat(charges.getLimit()).isEqualTo(2);
    }

    @Test
    void updates_a_charge() throws Exception {
        Charge charge = charge(source(SourceType.PointsCiti));

        Charge updated = send(new Charge.UpdateRequestBuilder(charge.getId())
                .description("Order 345678, sent")
                .metadata("sent", true)
                .build());

        assertThat(updated.getDescription()).isEqualTo("Order 345678, sent");
        assertThat(updated.getMetadata()).containsEntry("sent", true);
    }

    @Test
    void expires_a_charge() throws Exception {
        Charge charge = charge(source(SourceType.PointsCiti));

        Charge expired = send(new Charge.ExpireRequestBuilder(charge.getId()).build());

        assertThat(expired.getStatus()).isEqualTo(ChargeStatus.Expired);
        assertThat(expired.isExpired()).isTrue();
        assertThat(expired.getExpiredAt()).isNotNull();
    }

    @Test
    void marks_a_charge_paid() throws Exception {
        Charge charge = charge(source(SourceType.PromptPay));

        Charge paid = send(new Charge.MarkAsPaidRequestBuilder(charge.getId()).build());

        assertThat(paid.getStatus()).isEqualTo(ChargeStatus.Successful);
        assertThat(paid.isPaid()).isTrue();
        assertThat(paid.getTransaction()).startsWith("trxn_test_");
    }

    @Test
    void marks_a_charge_failed() throws Exception {
        Charge charge = charge(source(SourceType.PromptPay));

        Charge failed = send(new Charge.MarkAsFailedRequestBuilder(charge.getId()).build());

        assertThat(failed.getStatus()).isEqualTo(ChargeStatus.Failed);
        assertThat(failed.getFailureCode()).isEqualTo("failed_processing");
        assertThat(failed.getFailureMessage()).isNotBlank();
    }

    @Test
    void refunds_a_charge() throws Exception {
        Source source = send(new Source.CreateRequestBuilder()
                .type(SourceType.InstallmentKbank)
                .installmentTerm(4)
                .amount(500_000)
                .currency("thb")
                .build());
        Charge charge = charge(source);
        send(new Charge.MarkAsPaidRequestBuilder(charge.getId()).build());

        Refund refund = send(new Refund.CreateRequestBuilder(charge.getId())
                .amount(500_000)
                .metadata("reason", "broken")
                .build());

        assertThat(refund.getStatus()).isEqualTo(RefundStatus.Closed);
        assertThat(refund.getAmount()).isEqualTo(500_000);
        assertThat(refund.getCharge()).isEqualTo(charge.getId());
        assertThat(send(new Refund.GetRequestBuilder(charge.getId(), refund.getId()).build())
                        .getId())
                .isEqualTo(refund.getId());
        assertThat(send(new Refund.ListRequestBuilder(charge.getId()).build()).getData())
                .extracting(Refund::getId)
                .containsExactly(refund.getId());
        Charge refunded = send(new Charge.GetRequestBuilder(charge.getId()).build());
        assertThat(refunded.isRefundable()).isFalse();
        assertThat(refunded.getRefunds().getData()).hasSize(1);
    }

    @Test
    void reads_the_events_of_a_charge() throws Exception {
        Charge charge = charge(source(SourceType.PromptPay));
        send(new Charge.MarkAsPaidRequestBuilder(charge.getId()).build());

        await().untilAsserted(() -> assertThat(send(new Event.ListRequestBuilder()
                                .options(new ScopedList.Options().limit(10).order(Ordering.ReverseChronological))
                                .build())
                        .getData())
                .filteredOn(event -> event.getData().getId().equals(charge.getId()))
                .extracting(event -> event.getKey())
                .containsExactlyInAnyOrder("charge.create", "charge.complete"));
    }

    @Test
    void reads_events_that_have_been_delivered() throws Exception {
        try (Inbox inbox = Inbox.open()) {
            String charge = chargeWithOwnEndpoint(inbox);
            await().until(() -> !inbox.about(charge).isEmpty());
            Request<ScopedList<Event>> ofCharge = new Charge.ListEventsRequestBuilder(charge).build();

            await().untilAsserted(() -> assertThat(send(ofCharge).getData())
                    .singleElement()
                    .extracting(event -> (List<?>) event.getWebhookDeliveries(), LIST)
                    .isNotEmpty());
            Event<?> event = (Event<?>) send(ofCharge).getData().getFirst();
            assertDelivered(event, inbox);
            assertDelivered(send(new Event.GetRequestBuilder(event.getId()).build()), inbox);
            assertThat(send(newestEvents()).getData())
                    .filteredOn(listed -> listed.getId().equals(event.getId()))
                    .singleElement()
                    .satisfies(listed -> assertDelivered(listed, inbox));
        }
    }

    @Test
    void reads_the_events_of_a_charge_as_soon_as_it_is_made() throws Exception {
        for (int i = 0; i < 20; i++) {
            Charge charge = charge(source(SourceType.PromptPay));

            assertThat(send(new Charge.ListEventsRequestBuilder(charge.getId()).build())
                            .getData())
                    .hasSizeLessThanOrEqualTo(1);
        }
    }

    @Test
    void reads_the_capability() throws Exception {
        Capability capability = send(new Capability.GetRequestBuilder().build());

        assertThat(capability.getCountry()).isEqualTo("TH");
        assertThat(capability.getPaymentMethods())
                .extracting(PaymentMethod::getName)
                .contains("points_citi", "promptpay");
    }

    @Test
    void reads_the_account() throws Exception {
        Account account = send(new Account.GetRequestBuilder().build());

        assertThat(account.getCountry()).isEqualTo("TH");
        assertThat(account.getCurrency()).isEqualTo("THB");
        assertThat(account.getLocation()).isEqualTo("/account");
    }

    @Test
    void is_told_what_is_wrong() {
        assertThatThrownBy(() -> send(new Charge.GetRequestBuilder("chrg_test_0000000000000000000").build()))
                .isInstanceOfSatisfying(OmiseException.class, error -> {
                    assertThat(error.getHttpStatusCode()).isEqualTo(404);
                    assertThat(error.getCode()).isEqualTo("not_found");
                });
    }

    private String chargeWithOwnEndpoint(Inbox inbox) {
        return shop.secret()
                .post(
                        "/charges",
                        "amount=400000",
                        "currency=THB",
                        "source[type]=promptpay",
                        "webhook_endpoints[]=" + inbox.uri())
                .ok("id");
    }

    private static Request<ScopedList<Event>> newestEvents() throws IOException {
        return new Event.ListRequestBuilder()
                .options(new ScopedList.Options().limit(100).order(Ordering.ReverseChronological))
                .build();
    }

    private static void assertDelivered(Event<?> event, Inbox inbox) {
        assertThat(event.getWebhookDeliveries())
                .filteredOn(delivery -> delivery.getUri().equals(inbox.uri().toString()))
                .singleElement()
                .satisfies(delivery -> {
                    assertThat(delivery.getStatus()).isEqualTo(200);
                    assertThat(delivery.getCreated().getMillis())
                            .isCloseTo(event.getCreated().getMillis(), within(60_000L));
                });
    }

    private Source source(SourceType type) throws IOException, OmiseException {
        return send(new Source.CreateRequestBuilder()
                .type(type)
                .amount(400000)
                .currency("thb")
                .build());
    }

    private Charge charge(Source source) throws IOException, OmiseException {
        return send(new Charge.CreateRequestBuilder()
                .amount(source.getAmount())
                .currency(source.getCurrency())
                .source(source.getId())
                .returnUri(Shop.RETURN_URI)
                .description("Order 345678")
                .metadata("order", "345678")
                .build());
    }

    private <T extends OmiseObjectBase> T send(Request<T> request) throws IOException, OmiseException {
        return omise.sendRequest(request);
    }

    /** The client chooses the key by the host that it means to call, so the request is signed first. */
    private static Interceptor redirectingTo(URI base) {
        Config config = new Config(Endpoint.API_VERSION, Platform.PUBLIC_KEY, Platform.SECRET_KEY);
        return chain -> {
            okhttp3.Request signed = Configurer.configure(config, chain.request());
            HttpUrl url = signed.url()
                    .newBuilder()
                    .scheme("http")
                    .host(base.getHost())
                    .port(base.getPort())
                    .build();
            return chain.proceed(signed.newBuilder().url(url).build());
        };
    }
}
