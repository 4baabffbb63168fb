package io.satang.offers.person;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A row of {@code persons}. */
@Entity
@Table(name = "persons")
class PersonEntity {
    @Id
    String id;

    @Column(name = "account_id", updatable = false)
    String accountId;

    @Column(updatable = false)
    boolean livemode;

    @Column(name = "first_name")
    String firstName;

    @Column(name = "last_name")
    String lastName;

    @Column
    String email;

    @Column
    String metadata;

    @Column(name = "created_at", updatable = false)
    Instant createdAt;

    /** A new person, of whom nothing has been said yet. */
    static PersonEntity of(PersonId id, String accountId, boolean livemode, Instant now) {
        PersonEntity entity = new PersonEntity();
        entity.id = id.value();
        entity.accountId = accountId;
        entity.livemode = livemode;
        entity.createdAt = now;
        return entity;
    }

    void write(PersonDetails details) {
        firstName = details.firstName();
        lastName = details.lastName();
        email = details.email();
        metadata = details.metadata().text();
    }
}
