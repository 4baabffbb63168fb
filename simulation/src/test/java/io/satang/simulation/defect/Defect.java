package io.satang.simulation.defect;

import io.satang.simulation.postgres.OffersTable;
import io.satang.simulation.world.Parts;

/** A system like production's but for one mistake. */
public enum Defect {
    /** Consumers commit their offsets when they have received a batch, and may crash before they have stored it. */
    OFFSET_BEFORE_COMMIT(
            "never became a webhook event: .*|(src|tokn)_\\w+ says .*|of \\d+ messages that are no events .*"),
    /** A charge is updated whatever its version is by now. */
    NO_VERSION_CHECK("chrg_\\w+ (left|went from) .*"),
    /** The broker takes what a publisher sends that was replaced while it was paused. */
    PUBLISH_AFTER_FENCING("the last word is version .*|published after version .*"),
    /** Events are deleted when they have been sent and before they have been acknowledged. */
    DELETE_BEFORE_ACKNOWLEDGEMENT("never published: .*"),
    /** The sweep never looks at what memory once held, whatever became of it. */
    FORGETFUL_SWEEP("not at rest .* [1-9]\\d* events in the outbox, .*"),
    /** A batch with an event that can never be published fails as a whole, again and again. */
    POISON_BLOCKS("not at rest .* [1-9]\\d* events in the outbox, .*"),
    /** An event is published first, and then the state that it tells of is committed. */
    PUBLISH_BEFORE_COMMIT("published and not committed: .*"),
    /** A webhook event gets an id of its own instead of one that follows from the event's. */
    RANDOM_EVENT_ID("version .* is both webhook event .*"),
    /** A source takes whatever it hears last for the status of its charge. */
    LAST_NEWS_WINS("(src|tokn)_\\w+ says .*"),
    /** A payment that comes too late is answered and forgotten. */
    LATE_APPROVAL_FORGOTTEN("money of .* is kept though .*"),
    /** A second payment of the same charge is answered and forgotten. */
    SECOND_APPROVAL_DROPPED("money of .* is kept though the charge is successful"),
    /** What a merchant gives up stays at its provider. */
    HELD_MONEY_KEPT("money of .* is kept though the charge is reversed"),
    /** What nobody captures in time stays at its provider. */
    LAPSED_HOLD_KEPT("money of .* is kept though the charge is expired"),
    /** Whoever asks for a card's money again does so under another name. */
    CARD_ASKED_TWICE("money of .* is kept though .*|chrg_\\w+ is paid with money that nobody has taken"),
    /** A provider that does not answer in time is taken to have declined. */
    SILENCE_TAKEN_FOR_DECLINE("money of .* is kept though the charge is failed"),
    /** That a provider is to be asked for a refund is kept in memory only. */
    REFUND_NEVER_ASKED("chrg_\\w+ waits for rfnd_\\w+, which nobody will ask about"),
    /** A refund is stored whatever others have been stored meanwhile. */
    REFUND_ASKED_TWICE("chrg_\\w+ (left|went from) .*"),
    /** A provider is asked for the whole price although a discount is set aside. */
    WHOLE_PRICE_ASKED("\\d+ of the money of chrg_\\w+ was taken and it says .*|more was taken or given back .*"),
    /** A discount is set aside each time that a charge asks for it. */
    DISCOUNT_RESERVED_TWICE("offr_\\w+ (counts|is redeemed beyond) .*"),
    /** What was set aside for a payment that comes to nothing is kept. */
    DISCOUNT_KEPT("chrg_\\w+ has ended without money and its discount is (reserved|pending)"),
    /** A discount is set aside for a charge whose end has been heard of. */
    DISCOUNT_AFTER_THE_END("chrg_\\w+ has ended without money and its discount is reserved"),
    /** Whoever ends a charge does so without asking whether there is money. */
    DEADLINE_WITHOUT_INQUIRY("money of .* is kept though the charge is (expired|failed|successful)"),
    /** What is to be asked of a provider is asked from memory, and by nobody after a crash. */
    ATTEMPT_WITHOUT_OWNER("not at rest .* [1-9]\\d* operations that nobody has answered, .*"),
    /** A replica that is paused or out of reach keeps the rows that it has locked. */
    FROZEN_LOCK_HOLDER("a transaction of charge blocked others for .*|chrg_\\w+ is still pending .*|not at rest .*"),
    /** Batches lock their rows in the order in which they were asked for. */
    UNSORTED_LOCKS("statements of charge wait for each other"),
    /** An idempotency key and its answer are committed before the charge. */
    KEY_BEFORE_CHARGE("answered a charge that is not kept: .*|order \\d+ has become 0 charges"),
    /** A charge is committed before its idempotency key. */
    KEY_AFTER_CHARGE("order-\\d+\\S* was refused for no reason: .*|order \\d+ has become [2-9] charges"),
    /** A source is taken for used when its charge may still fail to be committed. */
    SOURCE_USED_BEFORE_COMMIT("refused without a charge: .*|order-\\d+\\S* was refused for no reason: .*"),
    /** Whoever waits for a source waits until Kafka tells of it. */
    PATIENCE_WITHOUT_END("not at rest .* [1-9]\\d* requests not answered, .*"),
    /** A release renames a member of events while the release before still reads them. */
    RENAMED_MEMBER("chrg_\\w+ is an event and put aside: .*"),
    /** A service's copy of an account goes back to an older version. */
    STALE_ACCOUNT_RECORD("the copy of account_\\w+ went from .*|.* knows version .* of account_.*"),
    /** A change of an account is answered before others go by it. */
    ACCOUNT_ANSWERED_AT_ONCE(".* answers 401 to skey_\\w+, which counts|.* accepts skey_\\w+, which has been revoked"),
    /** A replica lets requests in before it has read what is told of accounts. */
    READY_BEFORE_ACCOUNTS(".* answers 401 to skey_\\w+, which counts|.* accepts skey_\\w+, which has been revoked"),
    /** Events go to where their account's webhooks went before. */
    EVENTS_AHEAD_OF_ACCOUNTS("evnt_\\w+ goes to .* and not to .*");

    private final String symptom;

    Defect(String symptom) {
        this.symptom = symptom;
    }

    /** What the simulation says of it, a regular expression. */
    public String symptom() {
        return symptom;
    }

    /** The parts of one run. */
    public Parts parts() {
        return switch (this) {
            case OFFSET_BEFORE_COMMIT -> new OffsetBeforeCommit();
            case NO_VERSION_CHECK -> new NoVersionCheck();
            case PUBLISH_AFTER_FENCING -> new PublishAfterFencing();
            case DELETE_BEFORE_ACKNOWLEDGEMENT -> new DeleteBeforeAcknowledgement();
            case FORGETFUL_SWEEP -> new ForgetfulSweep();
            case POISON_BLOCKS -> new PoisonBlocks();
            case PUBLISH_BEFORE_COMMIT -> new PublishBeforeCommit();
            case RANDOM_EVENT_ID -> new RandomEventId();
            case LAST_NEWS_WINS -> new LastNewsWins();
            case LATE_APPROVAL_FORGOTTEN -> new LateApprovalForgotten();
            case SECOND_APPROVAL_DROPPED -> new SecondApprovalDropped();
            case HELD_MONEY_KEPT -> new HeldMoneyKept();
            case LAPSED_HOLD_KEPT -> new LapsedHoldKept();
            case CARD_ASKED_TWICE -> new CardAskedTwice();
            case SILENCE_TAKEN_FOR_DECLINE -> new SilenceTakenForDecline();
            case REFUND_NEVER_ASKED -> new RefundNeverAsked();
            case REFUND_ASKED_TWICE -> new RefundAskedTwice();
            case WHOLE_PRICE_ASKED -> new WholePriceAsked();
            case DISCOUNT_RESERVED_TWICE -> habits(new OffersTable.Habits(false, true, true));
            case DISCOUNT_KEPT -> habits(new OffersTable.Habits(true, true, false));
            case DISCOUNT_AFTER_THE_END -> habits(new OffersTable.Habits(true, false, true));
            case DEADLINE_WITHOUT_INQUIRY -> new DeadlineWithoutInquiry();
            case ATTEMPT_WITHOUT_OWNER -> new AttemptWithoutOwner();
            case FROZEN_LOCK_HOLDER -> new FrozenLockHolder();
            case UNSORTED_LOCKS -> new UnsortedLocks();
            case KEY_BEFORE_CHARGE -> new KeyBeforeCharge();
            case KEY_AFTER_CHARGE -> new KeyAfterCharge();
            case SOURCE_USED_BEFORE_COMMIT -> new SourceUsedBeforeCommit();
            case PATIENCE_WITHOUT_END -> new PatienceWithoutEnd();
            case RENAMED_MEMBER -> new RenamedMember();
            case STALE_ACCOUNT_RECORD -> new StaleAccountRecord();
            case ACCOUNT_ANSWERED_AT_ONCE -> new AccountAnsweredAtOnce();
            case READY_BEFORE_ACCOUNTS -> new ReadyBeforeAccounts();
            case EVENTS_AHEAD_OF_ACCOUNTS -> new EventsAheadOfAccounts();
        };
    }

    private static Parts habits(OffersTable.Habits habits) {
        return new Parts() {
            @Override
            public OffersTable.Habits offerHabits() {
                return habits;
            }
        };
    }
}
