package io.satang.platform.batching;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;

/** What statements do with batches in which the same row may be meant several times. */
public final class Batches {
    private Batches() {}

    /** Which items are the first with their id. */
    public static <T> List<Boolean> firsts(List<T> batch, Function<T, ?> id) {
        Set<Object> seen = new HashSet<>();
        List<Boolean> firsts = new ArrayList<>(batch.size());
        batch.forEach(each -> firsts.add(seen.add(id.apply(each))));
        return firsts;
    }

    /**
     * Which items were written, of a batch of which only the {@link #firsts} were tried.
     *
     * @param ids of the rows
     */
    public static <T> List<Boolean> written(List<T> batch, Function<T, String> id, Set<String> ids) {
        List<Boolean> firsts = firsts(batch, id);
        return IntStream.range(0, batch.size())
                .mapToObj(i -> firsts.get(i) && ids.contains(id.apply(batch.get(i))))
                .toList();
    }

    /** The items of which this says so, in their order. */
    public static <T> List<T> chosen(List<T> batch, List<Boolean> isChosen) {
        return IntStream.range(0, batch.size())
                .filter(isChosen::get)
                .mapToObj(batch::get)
                .toList();
    }
}
