package io.satang.webhook.sealing;

import io.satang.webhook.sealing.Resealing.Anew;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The tables that keep secret texts. */
interface KeptStore {

    /** A table, or a column of one. */
    enum Table {
        ACCOUNT_SECRETS,
        ENDPOINT_SECRETS,
        ENDPOINTS,
        ENDPOINT_CERTIFICATES
    }

    /** Where the next look begins: behind this row. */
    record Place(Table table, String id, String text) {
        /** Before all. */
        static final Place FIRST = before(Table.ACCOUNT_SECRETS);

        public Place {
            Objects.requireNonNull(table, "table");
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(text, "text");
        }

        private static Place before(Table table) {
            return new Place(table, "", "");
        }

        /** The beginning of the next table; empty behind the last. */
        Optional<Place> nextTable() {
            return switch (table) {
                case ACCOUNT_SECRETS -> Optional.of(before(Table.ENDPOINT_SECRETS));
                case ENDPOINT_SECRETS -> Optional.of(before(Table.ENDPOINTS));
                case ENDPOINTS -> Optional.of(before(Table.ENDPOINT_CERTIFICATES));
                case ENDPOINT_CERTIFICATES -> Optional.empty();
            };
        }

        /** Without the text, for logs. */
        @Override
        public String toString() {
            return table + " behind " + id;
        }
    }

    /**
     * Some rows.
     *
     * @param next where to go on; empty when these were the last
     */
    record Some(List<Kept> kept, Optional<Place> next) {
        public Some {
            kept = List.copyOf(kept);
            Objects.requireNonNull(next, "next");
        }
    }

    /** The next rows, a bounded number of them. */
    Uni<Some> behind(Place place);

    /** Puts these in the place of what they were made of; what has changed meanwhile stays. All of them are of this table. */
    Uni<Void> replace(Table table, List<Anew> anew);
}
