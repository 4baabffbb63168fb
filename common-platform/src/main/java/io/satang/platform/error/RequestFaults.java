package io.satang.platform.error;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Gathers what is wrong with a request while it is read, so that its sender is told all of it at once. */
public final class RequestFaults {
    private static final int BAD_REQUEST = 400;

    private final List<ApiError> faults = new ArrayList<>();

    /** Nothing wrong so far. */
    public RequestFaults() {}

    /**
     * What was read.
     *
     * @param standIn stands for what was refused as a fault of the request; {@link #refuse} sees to it that nobody uses it
     */
    public <T> T read(T standIn, Supplier<T> parameter) {
        try {
            return parameter.get();
        } catch (ApiException e) {
            if (e.error().status() != BAD_REQUEST) {
                throw e;
            }
            faults.add(e.error());
            return standIn;
        }
    }

    /**
     * Goes on only when nothing was wrong.
     *
     * @throws ApiException with the code of the first fault and the messages of all
     */
    public void refuse() {
        Faults.sentence(faults.stream().map(ApiError::message).toList()).ifPresent(message -> {
            throw ApiException.of(BAD_REQUEST, faults.getFirst().code(), message);
        });
    }
}
