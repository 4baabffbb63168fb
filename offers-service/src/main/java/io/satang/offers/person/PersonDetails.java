package io.satang.offers.person;

import io.satang.events.RawJson;
import io.satang.offers.field.Fields;
import io.satang.platform.error.ApiException;
import io.satang.platform.error.RequestFaults;
import io.satang.platform.params.Params;
import java.util.Optional;

/**
 * What is said of a person.
 *
 * @param metadata the account's own data
 */
record PersonDetails(String firstName, String lastName, String email, RawJson metadata) {
    private static final int TEXT_CHARS_MAX = 255;
    private static final RawJson NO_METADATA = new RawJson("{}");

    /** What a request says of a new person. */
    static PersonDetails from(Params params) {
        return from(params, Optional.empty());
    }

    /** What a request makes of what was said before. */
    static PersonDetails from(Params params, Optional<PersonDetails> former) {
        RequestFaults faults = new RequestFaults();
        PersonDetails details = new PersonDetails(
                faults.read("", () -> name(params, "first_name", former.map(PersonDetails::firstName))),
                faults.read("", () -> name(params, "last_name", former.map(PersonDetails::lastName))),
                faults.read("", () -> email(params, former.map(PersonDetails::email))),
                faults.read(
                        NO_METADATA,
                        () -> Fields.metadata(params)
                                .or(() -> former.map(PersonDetails::metadata))
                                .orElse(NO_METADATA)));
        faults.refuse();
        return details;
    }

    static PersonDetails of(PersonEntity row) {
        return new PersonDetails(row.firstName, row.lastName, row.email, new RawJson(row.metadata));
    }

    private static String name(Params params, String name, Optional<String> former) {
        return params.has(name) || params.cleared(name) || former.isEmpty()
                ? Fields.required(params, name, TEXT_CHARS_MAX)
                : former.get();
    }

    private static String email(Params params, Optional<String> former) {
        String email = name(params, "email", former);
        int at = email.indexOf('@');
        if (at < 1 || at == email.length() - 1 || email.chars().anyMatch(Character::isWhitespace)) {
            throw ApiException.badRequest("email is invalid");
        }
        return email;
    }
}
