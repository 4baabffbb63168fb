package io.satang.offers.person;

import io.satang.offers.listing.Listings;
import io.satang.platform.account.Caller;
import io.satang.platform.authentication.RequiresKey;
import io.satang.platform.http.AnswersInTime;
import io.satang.platform.id.Ids;
import io.satang.platform.idempotency.IdempotencyKeys;
import io.satang.platform.idempotency.KeyedAnswer;
import io.satang.platform.json.ApiJson;
import io.satang.platform.key.KeyUse;
import io.satang.platform.paging.Page;
import io.satang.platform.params.Params;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;

/** {@code /persons} and {@code /persons/{id}}. */
@Path("/persons")
@AnswersInTime
@Produces(ApiJson.MEDIA_TYPE)
@RequiresKey(KeyUse.SECRET)
class PersonResource {
    private final PersonStore persons;
    private final IdempotencyKeys keys;
    private final Caller caller;
    private final Ids ids;
    private final Clock clock;

    PersonResource(PersonStore persons, IdempotencyKeys keys, Caller caller, Ids ids, Clock clock) {
        this.persons = Objects.requireNonNull(persons, "persons");
        this.keys = Objects.requireNonNull(keys, "keys");
        this.caller = Objects.requireNonNull(caller, "caller");
        this.ids = Objects.requireNonNull(ids, "ids");
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    /** Makes a person: {@code first_name}, {@code last_name} and {@code email}. */
    @POST
    public Uni<RestResponse<String>> create(Params params, @Context HttpHeaders headers) {
        PersonDetails details = PersonDetails.from(params);
        PersonEntity person = PersonEntity.of(
                PersonId.next(ids, caller.livemode()),
                caller.accountId(),
                caller.livemode(),
                clock.instant().truncatedTo(ChronoUnit.MICROS));
        person.write(details);
        return persons.add(person, keys.read(headers, "POST /persons", params)).map(KeyedAnswer::response);
    }

    /** The account's persons, in pages. */
    @GET
    public Uni<String> list(Params params) {
        Page page = Page.from(params, clock.instant());
        return persons.list(caller.accountId(), page)
                .map(part -> Listings.json("/persons", page, part, PersonJson::render));
    }

    /** One person. */
    @GET
    @Path("/{id}")
    public Uni<String> retrieve(@RestPath String id) {
        return persons.get(caller.accountId(), PersonStore.id(id).value());
    }

    /** Changes what is given and leaves the rest. */
    @PATCH
    @Path("/{id}")
    public Uni<String> update(@RestPath String id, Params params) {
        return persons.change(
                caller.accountId(),
                PersonStore.id(id).value(),
                former -> PersonDetails.from(params, Optional.of(former)));
    }
}
