package io.satang.charge.view;

import io.satang.platform.error.ApiException;
import io.satang.platform.error.Failures;
import java.util.Set;

/** Where a charge is found. */
public final class ChargePath {
    /** What stands at the place of an id in the API's other routes (reference omise-api §7), which are not there yet. */
    private static final Set<String> ROUTES = Set.of("schedules", "search");

    private ChargePath() {}

    /**
     * The id in a path.
     *
     * @throws ApiException {@code not_found} when the path is another route, whose name is not to be looked for among the charges
     */
    public static String id(String segment) {
        if (ROUTES.contains(segment)) {
            throw new ApiException(Failures.NO_ROUTE);
        }
        return segment;
    }
}
