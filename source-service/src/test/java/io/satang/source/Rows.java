package io.satang.source;

import io.satang.testing.DatabaseRows;
import jakarta.inject.Singleton;
import javax.sql.DataSource;

/** What stands in the service's database. */
@Singleton
public class Rows extends DatabaseRows {
    Rows(DataSource database) {
        super(database);
    }

    /** How the database would run a statement whose parameters are arrays. */
    public String plan(String statement) {
        return String.join("\n", texts("EXPLAIN " + statement.replaceAll("\\$\\d+", "'{}'")));
    }
}
