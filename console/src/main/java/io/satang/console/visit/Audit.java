package io.satang.console.visit;

import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/** A line for every action, taken or refused: whose account or which operator, what, on which object. No keys, no bodies, no personal data. */
@Singleton
public class Audit {
    private static final Logger LOG = Logger.getLogger("io.satang.console.audit");

    private final Visit visit;

    Audit(Visit visit) {
        this.visit = visit;
    }

    /**
     * Writes it.
     *
     * @param object  the id of what was acted on, empty for the account itself
     * @param outcome {@code done}, or the code of the refusal
     */
    public void acted(String action, String object, String outcome) {
        visit.operator()
                .ifPresentOrElse(
                        operator -> actedAsOperator(operator.subject(), action, object, outcome),
                        () -> acted(visit.session().accountId(), action, object, outcome));
    }

    /** What an operator did, or was not let do, by the subject that the provider of identities knows them by. */
    public void actedAsOperator(String subject, String action, String object, String outcome) {
        LOG.infof("console action operator=%s action=%s object=%s outcome=%s", subject, action, object, outcome);
    }

    /** The same before there is a session, or after it. */
    public void acted(String accountId, String action, String object, String outcome) {
        LOG.infof("console action account_id=%s action=%s object=%s outcome=%s", accountId, action, object, outcome);
    }
}
