package io.satang.platform.error;

import io.satang.platform.id.IdShape;
import java.util.Objects;
import java.util.regex.Pattern;

/** Ends a request with an error object. It is an expected outcome, so it has no stack trace. */
public final class ApiException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int ID_CHARS_MAX = 64;
    // An id of ours, or one as others make them: either may have many digits in it.
    private static final Pattern ID =
            Pattern.compile(IdShape.OF_OURS + "|\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");
    private static final Pattern MANY_DIGITS = Pattern.compile("[0-9][0-9 -]{10,}[0-9]");

    private final transient ApiError error;

    /** Ends the request with this error. */
    public ApiException(ApiError error) {
        super(error.message(), null, false, false);
        this.error = Objects.requireNonNull(error, "error");
    }

    /** What the client is answered. */
    public ApiError error() {
        return error;
    }

    /** Any documented error. */
    public static ApiException of(int status, String code, String message) {
        return new ApiException(new ApiError(status, code, message));
    }

    /** 400 {@code bad_request}. */
    public static ApiException badRequest(String message) {
        return of(400, "bad_request", message);
    }

    /** 400 {@code invalid_charge}. */
    public static ApiException invalidCharge(String message) {
        return of(400, "invalid_charge", message);
    }

    /**
     * 404 {@code not_found}: "charge chrg_… was not found"; also for another account's object.
     *
     * @param id what somebody has written for an id; repeated as far as it may be, as it may be the number of a card
     */
    public static ApiException notFound(String type, String id) {
        return of(404, "not_found", type + " " + shown(id) + " was not found");
    }

    private static String shown(String id) {
        if (id.length() > ID_CHARS_MAX || id.indexOf(0) >= 0) {
            return "of this id";
        }
        return ID.matcher(id).matches() ? id : MANY_DIGITS.matcher(id).replaceAll("…");
    }

    /** 401 {@code authentication_failure}. */
    public static ApiException authenticationFailure() {
        return of(401, "authentication_failure", "authentication failed");
    }
}
