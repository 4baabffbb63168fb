package io.satang.webhook.registry;

import io.satang.webhook.endpoint.ClientCertificate;
import java.time.Instant;

/** What is shown of a client certificate: which it is, and for how long it is good; never its key. */
record CertificateView(String fingerprint, String subject, Instant expiresAt) {
    static CertificateView of(ClientCertificate certificate) {
        return new CertificateView(certificate.fingerprint(), certificate.subject(), certificate.expiresAt());
    }
}
