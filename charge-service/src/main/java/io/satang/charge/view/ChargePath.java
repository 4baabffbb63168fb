package io.satang.charge.view;

import io.satang.platform.error.ApiException;
import io.satang.platform.error.Failures;
import io.satang.platform.id.ChargeId;
import java.util.Set;

/** Where a charge is found. */
public final class ChargePath {
    /** What stands at the place of an id in the API's other routes (reference omise-api §7), which are not there yet. */
    private static final Set<String> ROUTES = Set.of("schedules", "search");

    private static final int ID_CHARS_MAX = 64;

    private ChargePath() {}

    /**
     * The id in a path.
     *
     * @throws ApiException {@code not_found} when there is no such charge, or the path is another route, whose name is not to be looked for
     *                      among the charges
     */
    public static ChargeId id(String segment) {
        if (ROUTES.contains(segment)) {
            throw new ApiException(Failures.NO_ROUTE);
        }
        return ChargeId.parse(segment).orElseThrow(() -> ApiException.notFound("charge", printable(segment)));
    }

    /** What somebody has written for an id, as far as it is to be said in an answer. */
    public static String printable(String segment) {
        return segment.length() > ID_CHARS_MAX || segment.indexOf(0) >= 0 ? "of this id" : segment;
    }
}
