package io.satang.offers.person;

import io.satang.events.RawJson;
import io.satang.platform.json.ApiJson;
import java.time.Instant;

/** Persons as the account sees them. */
final class PersonJson {
    private PersonJson() {}

    private record PersonView(
            String object,
            String id,
            boolean livemode,
            String location,
            String firstName,
            String lastName,
            String email,
            RawJson metadata,
            Instant createdAt) {}

    static RawJson render(PersonEntity row) {
        PersonDetails details = PersonDetails.of(row);
        return new RawJson(ApiJson.write(new PersonView(
                "person",
                row.id,
                row.livemode,
                "/persons/" + row.id,
                details.firstName(),
                details.lastName(),
                details.email(),
                details.metadata(),
                row.createdAt)));
    }
}
