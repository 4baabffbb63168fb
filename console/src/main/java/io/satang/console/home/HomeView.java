package io.satang.console.home;

import java.util.List;

/**
 * What a newcomer needs.
 *
 * @param baseUrl    what clients call
 * @param publicKey  of the account; the name of a variable where the console does not know it
 * @param secretKey  of the account; the name of a variable for real money
 * @param publicShown whether it is the key itself
 * @param secretShown whether it is the key itself
 * @param source     a command that makes a source
 * @param charge     a command that makes a charge of it
 * @param trial      whether a payment can be made here
 */
record HomeView(
        String baseUrl,
        String publicKey,
        String secretKey,
        boolean publicShown,
        boolean secretShown,
        String source,
        String charge,
        boolean trial,
        String currency,
        List<Choice> methods,
        String once) {

    /** A method to pay by. */
    record Choice(String code, String name) {}
}
