package io.satang.charge.view;

import io.satang.platform.error.ApiException;
import io.satang.platform.error.Failures;
import io.satang.platform.id.ChargeId;
import java.util.Set;

/** Where a charge is found. */
public final class ChargePath {
    /** What stands at the place of an id in the API's other routes (reference omise-api §7), which are not there yet. */
    private static final Set<String> ROUTES = Set.of("schedules", "search");

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
        return ChargeId.parse(segment).orElseThrow(() -> ApiException.notFound("charge", segment));
    }
}
