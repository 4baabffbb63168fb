package io.satang.platform.batching;

import io.smallrye.mutiny.Uni;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Batches in an order that is the same for everybody. A statement locks its rows one after the other; two that lock the same rows in
 * opposite orders wait for each other until the server ends one of them.
 */
public final class LockOrder {
    private LockOrder() {}

    /**
     * The same statement, which is given its items by ascending keys; items of one key stay as they came. It answers in the order in which
     * it is given them, and this in the order in which they came.
     *
     * @param key what names the row that an item locks
     */
    public static <I, O> Function<List<I>, Uni<List<O>>> by(
            Function<I, String> key, Function<List<I>, Uni<List<O>>> statement) {
        return items -> {
            List<Integer> order = IntStream.range(0, items.size())
                    .boxed()
                    .sorted(Comparator.comparing(i -> key.apply(items.get(i))))
                    .toList();
            return statement.apply(order.stream().map(items::get).toList()).map(results -> restored(order, results));
        };
    }

    private static <O> List<O> restored(List<Integer> order, List<O> results) {
        if (results.size() != order.size()) {
            throw new IllegalStateException("answered " + results.size() + " of " + order.size() + " items");
        }
        int[] places = new int[order.size()];
        for (int i = 0; i < places.length; i++) {
            places[order.get(i)] = i;
        }
        return IntStream.of(places).mapToObj(results::get).toList();
    }
}
