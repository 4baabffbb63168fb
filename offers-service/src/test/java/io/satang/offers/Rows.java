package io.satang.offers;

import io.satang.testing.DatabaseRows;
import jakarta.inject.Singleton;
import javax.sql.DataSource;

/** What stands in the service's database. */
@Singleton
public class Rows extends DatabaseRows {
    Rows(DataSource database) {
        super(database);
    }
}
