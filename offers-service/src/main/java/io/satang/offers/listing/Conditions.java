package io.satang.offers.listing;

import java.util.ArrayList;
import java.util.List;

/** What all rows of a list have to fulfil, for {@link ListQuery}: an account's, and whatever else is asked. */
public final class Conditions {
    private final StringBuilder text = new StringBuilder("row.accountId = ?1");
    private final List<Object> values = new ArrayList<>();

    /** All of an account's. */
    public Conditions(String accountId) {
        values.add(accountId);
    }

    /** Makes this value a parameter, and answers what it is called in conditions. */
    public String parameter(Object value) {
        values.add(value);
        return "?" + values.size();
    }

    /** Asks for one more condition. */
    public void and(String condition) {
        text.append(" and ").append(condition);
    }

    /** All of them as one, in the query language. */
    public String text() {
        return text.toString();
    }

    /** The parameters, in the order of their numbers. */
    public List<Object> values() {
        return List.copyOf(values);
    }
}
