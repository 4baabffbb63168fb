package io.satang.stack.verify;

/** What people do to a webhook before they check its signature, so that it does not hold. */
enum Mistake {
    SECRET_AS_TEXT(
            "the secret was taken as it is written: the key is what base64 decodes it to, without whsec_ before it"),
    BODY_REWRITTEN(
            "the body was written anew, by a JSON library for example: take the bytes as they arrived, before anything parses them"),
    TIME_IN_MILLISECONDS("the timestamp is in milliseconds: take the header as it is, which has seconds"),
    ANOTHER_TIME("it is signed for another time: take the timestamp of the header, not that of a clock"),
    HEADER_FORM(
            "the header has another form than the platform's: Omise-Signature is lower-case hex, several are separated by commas;"
                    + " webhook-signature is v1, and base64, several are separated by blanks"),
    TOO_OLD(
            "it was signed more than five minutes from now: this machine's clock is off, or it is an old webhook, perhaps sent again by somebody");

    private final String advice;

    Mistake(String advice) {
        this.advice = advice;
    }

    /** What it is, and what is right. */
    String advice() {
        return advice;
    }
}
