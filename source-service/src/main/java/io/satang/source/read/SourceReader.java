package io.satang.source.read;

import io.satang.source.status.ChargeServiceClient;
import io.satang.source.status.ChargeStatus;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Objects;
import java.util.Optional;

/** Sources as their account may see them, each with the present status of its charge. */
@ApplicationScoped
class SourceReader {
    private final SourceReadStore sources;
    private final ChargeServiceClient charges;

    SourceReader(SourceReadStore sources, ChargeServiceClient charges) {
        this.sources = Objects.requireNonNull(sources, "sources");
        this.charges = Objects.requireNonNull(charges, "charges");
    }

    /** The source, if the account owns one of this id. What was charged before the question was asked is shown as charged. */
    Uni<Optional<StoredSource>> find(String id, String accountId) {
        return sources.find(id, accountId)
                .flatMap(found -> found.filter(StoredSource::isUncharged)
                        .map(source -> charges.status(id).map(status -> Optional.of(present(source, status))))
                        .orElseGet(() -> Uni.createFrom().item(found)));
    }

    private static StoredSource present(StoredSource source, Optional<ChargeStatus> status) {
        return status.map(known -> new StoredSource(source.payload(), known.wireName()))
                .orElse(source);
    }
}
