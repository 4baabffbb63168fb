package io.satang.source.vault;

import io.satang.platform.sealing.Sealed;
import java.util.Objects;

/** A card that is kept until it is deleted, as its row has it. */
record KeptCard(CardIdentity identity, Sealed material) {
    KeptCard {
        Objects.requireNonNull(identity, "identity");
        Objects.requireNonNull(material, "material");
    }
}
