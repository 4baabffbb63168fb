package io.satang.account;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** An account as merchants see it, in the order of reference omise-api §8.1; what the reference does not know comes last. */
public record AccountView(
        String object,
        String id,
        String team,
        boolean livemode,
        String location,
        String country,
        String currency,
        String email,
        Instant createdAt,
        List<String> supportedCurrencies,
        String apiVersion,
        boolean autoActivateRecipients,
        boolean chainEnabled,
        boolean zeroInterestInstallments,
        Optional<String> chainReturnUri,
        Optional<String> webhookUri,
        ExportKeys metadataExportKeys,
        boolean chainingAllowed,
        LocalDate lastUpdatedApiVersion,
        TransferConfig transferConfig,
        boolean authenticationRequired,
        Optional<String> displayName,
        Optional<String> brandColor) {

    /** Amounts are texts in main units. */
    record TransferConfig(
            String minTransferAmount,
            String maxTransferAmount,
            String sameBankMaxTransferAmount,
            boolean isPayoutEnabled,
            String fee,
            String provider,
            String merchantId,
            Optional<String> transferServiceAvailability,
            Optional<Integer> maxActiveRealtimeTransferSchedules) {

        private static final String MAX = "1000000000.00";

        static TransferConfig of(Country country) {
            return new TransferConfig(
                    country.transferMinimum(),
                    MAX,
                    MAX,
                    false,
                    country.transferFee(),
                    "",
                    "",
                    Optional.empty(),
                    Optional.empty());
        }
    }

    /** What a merchant sees of this account. */
    public static AccountView of(Account account) {
        AccountSettings settings = account.settings();
        return new AccountView(
                "account",
                account.id(),
                account.team(),
                account.livemode(),
                "/account",
                settings.country().name(),
                settings.country().currency(),
                account.email(),
                account.createdAt(),
                settings.country().supportedCurrencies(),
                Account.API_VERSION,
                false,
                settings.chainEnabled(),
                settings.zeroInterestInstallments(),
                settings.chainReturnUri(),
                settings.webhookUri(),
                settings.exportKeys(),
                false,
                account.createdAt().atOffset(ZoneOffset.UTC).toLocalDate(),
                TransferConfig.of(settings.country()),
                settings.authenticationRequired(),
                settings.branding().displayName(),
                settings.branding().color());
    }
}
