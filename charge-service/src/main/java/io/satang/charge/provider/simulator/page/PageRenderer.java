package io.satang.charge.provider.simulator.page;

import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import io.quarkus.qute.TemplateInstance;
import io.satang.charge.decision.Charge;
import io.satang.platform.account.AccountDirectory;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Writes pages: one look at the copy of the accounts, and no call to anybody. */
@Singleton
class PageRenderer {
    static final String HTML = MediaType.TEXT_HTML + ";charset=utf-8";

    private final AccountDirectory accounts;
    private final Clock clock;
    private final Template pay;
    private final Template qr;
    private final Template refusal;

    PageRenderer(
            AccountDirectory accounts,
            Clock clock,
            @Location("pay-page/pay.html") Template pay,
            @Location("pay-page/qr.html") Template qr,
            @Location("pay-page/refusal.html") Template refusal) {
        this.accounts = Objects.requireNonNull(accounts, "accounts");
        this.clock = Objects.requireNonNull(clock, "clock");
        this.pay = Objects.requireNonNull(pay, "pay");
        this.qr = Objects.requireNonNull(qr, "qr");
        this.refusal = Objects.requireNonNull(refusal, "refusal");
    }

    /**
     * The page at which a charge is paid, or what became of it.
     *
     * @param returnsIn after how many seconds the payer is taken back to the shop, if at all
     */
    Uni<String> pay(Charge charge, PageState state, Speech speech, Optional<Integer> returnsIn) {
        PageAddress paying = PageAddress.paying(charge, speech.chosen());
        PageAddress here = state == PageState.CONFIRMING ? paying.toConfirm() : paying;
        PayPageView view = view(charge, state, speech);
        PageFrame frame = PageFrame.of(
                view.title(speech.words()),
                speech.language(),
                here,
                state.passesByItself() ? Optional.of(here) : Optional.empty());
        return render(
                pay.data("view", view)
                        .data(
                                "returnsIn",
                                returnsIn.map(seconds -> speech.words().text("back_in", seconds)))
                        .data("payHref", paying.href()),
                frame,
                speech);
    }

    /** The page that shows the code to scan until it has been paid, or what became of it. */
    Uni<String> scan(Charge charge, Speech speech) {
        PageState state = PageState.of(charge.state());
        PageAddress here = PageAddress.scanning(charge, speech.chosen());
        PayPageView view = view(charge, state, speech);
        boolean open = state == PageState.PENDING || state.passesByItself();
        PageFrame frame = PageFrame.of(
                view.title(speech.words()), speech.language(), here, open ? Optional.of(here) : Optional.empty());
        return render(
                qr.data("view", view)
                        .data(
                                "payHref",
                                PageAddress.paying(charge, speech.chosen()).href())
                        .data(
                                "says",
                                speech.words()
                                        .text(
                                                "qr.says",
                                                view.details().getFirst().text())),
                frame,
                speech);
    }

    /** The page that refuses. */
    Uni<String> refuse(Refusal said, PageAddress here, Speech speech) {
        Optional<PageAddress> again = said.waits() ? Optional.of(here) : Optional.empty();
        return render(refusal.data("view", said), PageFrame.of(said.heading(), speech.language(), here, again), speech);
    }

    private PayPageView view(Charge charge, PageState state, Speech speech) {
        Instant now = clock.instant();
        return PayPageView.of(charge, state, accounts.account(charge.accountId().value()), now, speech.words());
    }

    private static Uni<String> render(TemplateInstance page, PageFrame frame, Speech speech) {
        return Uni.createFrom()
                .completionStage(() -> page.data("page", frame)
                        .data("words", speech.words().all())
                        .renderAsync());
    }

    /** What every page is sent with. */
    static Map<String, String> headers(Speech speech) {
        return Map.of(
                HttpHeaders.CONTENT_TYPE,
                HTML,
                HttpHeaders.CONTENT_LANGUAGE,
                speech.language().tag(),
                HttpHeaders.VARY,
                HttpHeaders.ACCEPT_LANGUAGE,
                "Content-Security-Policy",
                PageAssets.POLICY,
                "Referrer-Policy",
                "no-referrer",
                "X-Content-Type-Options",
                "nosniff");
    }
}
