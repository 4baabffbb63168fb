package io.satang.simulation.world;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.satang.events.EventJson;
import io.satang.events.SourceCreated;
import io.satang.platform.call.InternalRoutes.Answer;
import io.satang.platform.error.ApiException;
import io.satang.platform.id.Ids;
import io.satang.platform.params.Params;
import io.satang.platform.params.ParamsParser;
import io.satang.simulation.kernel.Sighting;
import io.satang.simulation.postgres.Session;
import io.satang.simulation.postgres.SourceTable;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What the internal routes of the source-service do, without HTTP. */
record SourceService(
        Session session,
        SourceTable sources,
        Accounts.Copy accounts,
        Ids ids,
        IntFunction<Order> orders,
        Context context)
        implements ServiceRoutes.Answering {
    private static final String LOOK_UP = "/internal/sources?ids=";
    private static final String USED =
            "{\"object\":\"error\",\"code\":\"used_token\",\"message\":\"token was already used\"}";
    private static final String USE_EACH = "/internal/tokens/use";
    private static final Pattern USE = Pattern.compile("/internal/tokens/(\\w+)/use");

    @Override
    public boolean ready() {
        return accounts.ready();
    }

    /** {@code GET /internal/sources}. */
    @Override
    public Uni<Answer> lookUp(String path) {
        List<String> wanted = List.of(path.substring(LOOK_UP.length()).split(","));
        context.scheduler().saw(Sighting.SOURCE_ASKED_FOR, wanted::toString);
        return session.execute(transaction -> sources.sources(wanted))
                .map(found ->
                        new Answer(200, found.stream().map(this::payload).collect(Collectors.joining(",", "[", "]"))));
    }

    private String payload(SourceCreated source) {
        return context.releases().write(EventJson.write(source));
    }

    /**
     * {@code POST /sources} and {@code POST /tokens} with the key of this version of the account; fails with what clients repeat their request
     * for, also with another key.
     */
    Uni<Void> create(AccountTopic account, long version, Consumer<SourceTable> making) {
        return Uni.createFrom()
                .deferred(() -> accounts.authenticate(account, version).isPresent()
                        ? session.execute(transaction -> {
                                    transaction.write(() -> making.accept(sources));
                                    return true;
                                })
                                .replaceWithVoid()
                        : Uni.createFrom().failure(ApiException.authenticationFailure()));
    }

    /** Has something done. */
    @Override
    public Uni<Answer> post(String path, String body) {
        Params request = ParamsParser.parse("", Optional.of("application/json"), body.getBytes(UTF_8));
        if (path.equals(USE_EACH)) {
            return useEach(request);
        }
        Matcher use = USE.matcher(path);
        return use.matches() ? use(use.group(1), request) : create(request);
    }

    /** {@code POST /internal/tokens/use}. */
    private Uni<Answer> useEach(Params request) {
        return Uni.join()
                .all(request.objects("uses").stream()
                        .map(one -> use(one.requiredText("token_id"), one))
                        .toList())
                .andFailFast()
                .map(answers -> new Answer(
                        200,
                        answers.stream()
                                .map(each -> "{\"status\":%d,\"body\":%s}".formatted(each.status(), each.body()))
                                .collect(Collectors.joining(",", "{\"answers\":[", "]}"))));
    }

    /** {@code POST /internal/tokens/{id}/use}. */
    private Uni<Answer> use(String tokenId, Params request) {
        String chargeId = request.text("charge_id").orElseThrow();
        return session.execute(transaction -> sources.use(transaction, tokenId, chargeId))
                .map(taken -> taken.map(token -> new Answer(200, EventJson.write(token)))
                        .orElseGet(() -> new Answer(400, USED)));
    }

    /** {@code POST /internal/sources}. */
    private Uni<Answer> create(Params request) {
        long order = request.object("params").integer("order").orElseThrow();
        SourceCreated source = orders.apply(Math.toIntExact(order)).source(ids.next("src", false));
        Answer answer = new Answer(200, payload(source));
        if (request.bool("preview").orElseThrow()) {
            return Uni.createFrom().item(answer);
        }
        context.scheduler().saw(Sighting.SOURCE_NESTED, source::sourceId);
        return session.execute(transaction -> {
            transaction.write(() -> sources.insert(source));
            return answer;
        });
    }
}
