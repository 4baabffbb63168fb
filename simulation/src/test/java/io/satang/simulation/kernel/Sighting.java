package io.satang.simulation.kernel;

/** Situations that the code under test has to cope with. A simulation that never meets one of them proves nothing about it. */
public enum Sighting {
    /** A process died. */
    CRASH,
    /** A process was asked to end. */
    SHUTDOWN,
    /** A process died while the server still had a transaction of it open. */
    CRASH_WITHIN_TRANSACTION,
    /** A database server died. */
    DATABASE_CRASH,
    /** The server rolled a transaction back. */
    TRANSACTION_ABORTED,
    /** A transaction was committed and its client was told that the connection broke. */
    COMMIT_ANSWER_LOST,
    /** A statement was never answered. */
    STATEMENT_HUNG,
    /** A statement was committed though its client had heard nothing of it. */
    HUNG_STATEMENT_COMMITTED,
    /** The server ended a transaction whose client had been silent for too long. */
    IDLE_TRANSACTION_ENDED,
    /** The server ended a statement that had waited too long for a lock. */
    LOCK_WAIT_ENDED,
    /** A commit that did not wait for the disk was forgotten by the server. */
    UNSAFE_COMMIT_FORGOTTEN,
    /** A statement had to wait for a row that another transaction had locked. */
    ROW_LOCK_AWAITED,
    /** A charge was no longer at the version that was decided upon. */
    RACE_LOST,
    /** A request was to charge a source that had been charged. */
    SOURCE_TAKEN,
    /** A token was asked for that a charge had taken. */
    TOKEN_ASKED_FOR_AGAIN,
    /** A provider was asked for the money of a card. */
    CARD_ASKED,
    /** The offers-service was to be asked for a discount. */
    OFFER_ASKED,
    /** A discount was set aside, and a provider asked for what is left. */
    OFFER_RESERVED,
    /** A discount was not given. */
    OFFER_REJECTED,
    /** A charge asked again for a discount that had been decided upon. */
    OFFER_ASKED_AGAIN,
    /** A charge asked for a discount when it was known that it had ended. */
    OFFER_ASKED_TOO_LATE,
    /** A charge was given up as nobody knew of its discount. */
    OFFER_GIVEN_UP,
    /** A discount that was set aside was free again. */
    OFFER_RELEASED,
    /** A provider wanted the payer of a card to be authenticated. */
    PAYER_ASKED,
    /** Held money went back as nobody had captured it in time. */
    HELD_MONEY_LAPSED,
    /** The provider approved when the deadline had passed and nobody had ended the charge yet. */
    EXPIRED_AND_VOIDED,
    /** The provider approved a charge that had ended without the money. */
    LATE_APPROVAL_VOIDED,
    /** A provider was asked to take what it held. */
    CAPTURE_ASKED,
    /** A merchant gave up what was held. */
    HELD_MONEY_GIVEN_UP,
    /** A provider was asked to give money back that had been taken. */
    REFUND_ASKED,
    /** A provider would not give back what it was asked to. */
    REFUND_DECLINED,
    /** The provider was slow, declined, answered late, twice or not at all. */
    PROVIDER_WRONG,
    /** A payer had paid of whom nobody had heard when somebody else was about to end the charge. */
    PAYMENT_FOUND,
    /** A replica took up what was to be asked of a provider. */
    OPERATION_TAKEN_UP,
    /** A replica took the relay's lease from another one. */
    RELAY_LEASE_TAKEN_OVER,
    /** A process was paused when it had read ordered events and not sent them yet. */
    FROZEN_WITH_A_BATCH,
    /** A publisher that had been replaced was refused. */
    PUBLISHER_FENCED,
    /** A replica was to delete published events under a lease that it had lost. */
    DELETION_FENCED,
    /** An event that can never be published was set aside. */
    EVENT_SET_ASIDE,
    /** An event was appended to its topic once more. */
    PUBLISHED_AGAIN,
    /** A batch of events was given up. */
    PUBLISH_FAILED,
    /** A batch of events was given up after a part of it had been appended. */
    PUBLISHED_IN_PART,
    /** A consumer read a message that had been read before. */
    READ_AGAIN,
    /** An offset was committed by a consumer that had lost the partition. */
    OFFSET_FENCED,
    /** News of a charge came later than newer news. */
    STALE_NEWS,
    /** An event was heard of that was kept already. */
    EVENT_KNOWN,
    /** A message that is no event was put aside. */
    PUT_ASIDE,
    /** The next release told of a charge that stands as this release knows none to stand. */
    UNKNOWN_STATUS_PUT_ASIDE,
    /** A replica claimed a delivery whose lease another one had let pass. */
    LEASE_TAKEN_OVER,
    /** The outcome of an attempt came when its lease was no longer the last one. */
    ATTEMPT_OUTDATED,
    /** An older version of an account was told after a newer one. */
    STALE_ACCOUNT_TOLD,
    /** An account was told with members and values that this release does not know. */
    NEWER_RELEASE_TOLD,
    /** A change of an account was answered when every replica went by it. */
    ACCOUNT_CHANGED_EVERYWHERE,
    /** A change of an account was answered before every replica went by it. */
    ACCOUNT_ANSWERED_EARLY,
    /** A replica was shown a key that it did not know, or not any more. */
    UNAUTHORIZED,
    /** A replica read what is told of accounts from the beginning while it ran. */
    ACCOUNTS_READ_AGAIN,
    /** A payment was decided upon with a charge that the replica still held in memory. */
    RECENT_CHARGE_TAKEN,
    /** A request with a key was answered what an earlier one had been. */
    ANSWER_REPLAYED,
    /** A key was claimed by somebody else while its request was worked on. */
    KEY_TAKEN,
    /** The source-service was asked for a source. */
    SOURCE_ASKED_FOR,
    /** A request waited for news of its source. */
    SOURCE_AWAITED,
    /** A replica read what is told of sources from the beginning while it ran. */
    SOURCES_READ_AGAIN,
    /** The next release wrote a row or a message that this one has to read. */
    NEXT_RELEASE_WROTE,
    /** The release before wrote a row or a message without what it did not have. */
    RELEASE_BEFORE_WROTE,
    /** A source was made for a request for a charge. */
    SOURCE_NESTED,
    /** A merchant's endpoint took an event that it had taken before. */
    TAKEN_AGAIN,
    /** A delivery was given up. */
    GIVEN_UP
}
