package io.satang.console.home;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** What is said to newcomers. */
@MessageBundle("home")
interface HomeWords {
    @Message("A first payment")
    String title();

    @Message("Where the API is")
    String where();

    @Message("Base URL")
    String baseUrl();

    @Message("Public key")
    String publicKey();

    @Message("Secret key")
    String secretKey();

    @Message(
            "API and vault alike: point your client there. Every Omise client library works when its base URL is changed.")
    String whereHint();

    @Message("The console does not know the public key of this account; whoever opened the account has it.")
    String publicUnknown();

    @Message("Keys for real money are not shown.")
    String secretHidden();

    @Message("Make a payment here")
    String trial();

    @Message(
            "It is a payment in test mode. Next you are the payer: open its payment page, or mark it as paid or failed.")
    String trialHint();

    @Message("Amount in {currency}")
    String amount(String currency);

    @Message("Method")
    String method();

    @Message("Description")
    String description();

    @Message("Make the payment")
    String make();

    @Message("Make a payment from a shell")
    String shell();

    @Message("A source, as a browser makes it with the public key:")
    String shellSource();

    @Message("A charge with a source of its own, as a server makes it with the secret key:")
    String shellCharge();

    @Message("More")
    String more();

    @Message("The API as OpenAPI, for generators of clients")
    String openApi();

    @Message("The topics of Kafka as AsyncAPI: docs/asyncapi.yaml in the source")
    String asyncApi();

    @Message("That is no amount that can be paid. The smallest and the largest depend on the currency.")
    String noAmount();

    @Message("The payment was refused. Try another amount or method.")
    String refused();
}
