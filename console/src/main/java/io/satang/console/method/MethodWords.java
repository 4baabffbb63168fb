package io.satang.console.method;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** What is said of methods of payment. */
@MessageBundle("method")
interface MethodWords {
    @Message("What GET /capability tells clients of this account.")
    String intro();

    @Message("Method")
    String method();

    @Message("type")
    String code();

    @Message("Currencies")
    String currencies();

    @Message("Months")
    String terms();

    @Message("Banks, brands")
    String banks();

    @Message("Amounts")
    String limits();

    @Message("A charge is between {min} and {max}.")
    String charges(String min, String max);

    @Message("Interest of installments")
    String installments();

    @Message("You pay the interest, unless a source says otherwise (zero-interest installments).")
    String merchantPays();

    @Message("The customer pays the interest, unless a source says otherwise.")
    String customerPays();

    @Message("Let me pay the interest")
    String letMerchantPay();

    @Message("Let the customer pay the interest")
    String letCustomerPay();

    @Message("It is set, for sources that are made from now on.")
    String done();
}
