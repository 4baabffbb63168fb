package io.satang.webhook.registry;

import io.satang.platform.json.StoredJson;
import io.satang.platform.sealing.SealingCipher;
import io.satang.platform.sealing.UnsealableException;
import io.satang.webhook.endpoint.ClientCertificate;
import io.satang.webhook.endpoint.EndpointId;

/** A client certificate with its key, as it is stored: sealed. */
public record StoredCertificate(String certificate, String key) {

    /** What an endpoint's client certificate is sealed as. */
    public static String owner(String endpointId) {
        return "client certificate of endpoint\0" + endpointId;
    }

    static String write(ClientCertificate certificate, EndpointId id, SealingCipher cipher) {
        String text = StoredJson.write(new StoredCertificate(certificate.chain(), certificate.key()));
        return cipher.sealText(text, owner(id.value()));
    }

    static ClientCertificate read(String sealed, EndpointId id, SealingCipher cipher) throws UnsealableException {
        StoredCertificate stored = StoredJson.read(
                cipher.openText(sealed, owner(id.value())), StoredCertificate.class, "client certificate");
        return ClientCertificate.parse(stored.certificate(), stored.key());
    }

    /** Without the key, for logs. */
    @Override
    public String toString() {
        return "StoredCertificate";
    }
}
