package io.satang.charge.source;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.satang.events.AccountChanged;
import io.satang.events.SourceCreated;
import io.satang.platform.error.ApiException;
import io.satang.platform.id.AccountId;
import io.satang.platform.id.SourceId;
import io.satang.platform.params.Params;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Objects;
import java.util.Optional;

/** Sources that may be charged, wherever this service has to get them from. */
@ApplicationScoped
public class Sources {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final OpenSources open;
    private final SourceClient client;

    /**
     * Sources of these two.
     *
     * @param open   asked first
     * @param client asked for what is not held
     */
    public Sources(OpenSources open, SourceClient client) {
        this.open = Objects.requireNonNull(open, "open");
        this.client = Objects.requireNonNull(client, "client");
    }

    /**
     * The account's source of this id, as the merchant has written it.
     *
     * @throws ApiException {@code not_found}, also when it is another account's
     */
    public Uni<SourceCreated> owned(AccountId accountId, String sourceId) {
        return SourceId.parse(sourceId)
                .map(this::find)
                .orElseGet(() -> Uni.createFrom().item(Optional.empty()))
                .map(found -> found.filter(source -> source.accountId().equals(accountId.value()))
                        .orElseThrow(() -> ApiException.notFound("source", sourceId)));
    }

    /** Makes the source that a request for a charge describes; its refusals are the source-service's. */
    public Uni<SourceCreated> create(AccountChanged account, Params source, Optional<String> ip) {
        return send(account, source, ip, false);
    }

    /** The source that {@link #create} would make; nothing is kept of it. */
    public Uni<SourceCreated> preview(AccountChanged account, Params source, Optional<String> ip) {
        return send(account, source, ip, true);
    }

    private Uni<SourceCreated> send(AccountChanged account, Params source, Optional<String> ip, boolean preview) {
        ObjectNode request =
                MAPPER.createObjectNode().put("account_id", account.accountId()).put("livemode", account.livemode());
        request.put("preview", preview);
        ip.ifPresent(address -> request.put("ip", address));
        request.set("params", tree(source));
        return client.create(request).onFailure(ApiException.class).transform(Sources::asFaultOfCharge);
    }

    // What is wrong with amount or currency is bad_request at /sources and invalid_charge at /charges (reference
    // omise-api §6).
    private static Throwable asFaultOfCharge(Throwable refusal) {
        return refusal instanceof ApiException refused
                        && refused.error().code().equals("bad_request")
                        && (refused.error().message().startsWith("amount ")
                                || refused.error().message().startsWith("currency "))
                ? ApiException.invalidCharge(refused.error().message())
                : refusal;
    }

    /** The source has been charged. */
    public void charged(SourceId sourceId) {
        open.remove(sourceId);
    }

    private Uni<Optional<SourceCreated>> find(SourceId sourceId) {
        return open.find(sourceId)
                .flatMap(held -> held.isPresent() ? Uni.createFrom().item(held) : client.find(sourceId));
    }

    private static ObjectNode tree(Params params) {
        try {
            return (ObjectNode) MAPPER.readTree(params.toString());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("parameters are a JSON object", e);
        }
    }
}
