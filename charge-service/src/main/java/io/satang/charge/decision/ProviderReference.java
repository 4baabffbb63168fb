package io.satang.charge.decision;

/**
 * A provider's name for a payment, by which it is captured, voided, refunded and asked about.
 *
 * @param value 1 to 255 characters, whatever the provider likes
 */
public record ProviderReference(String value) {
    private static final int CHARS_MAX = 255;

    public ProviderReference {
        if (value.isEmpty() || value.length() > CHARS_MAX) {
            throw new IllegalArgumentException("a provider's reference of " + value.length() + " characters");
        }
    }

    /** The reference as the provider writes it. */
    @Override
    public String toString() {
        return value;
    }
}
