package io.satang.account.operator;

import io.satang.account.Account;
import io.satang.account.AccountView;
import io.satang.events.AccountChanged.KeyKind;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What an operator is answered who opened an account or rolled keys. */
record IssuedView(AccountView account, List<KeyView> keys) {
    IssuedView {
        keys = List.copyOf(keys);
    }

    record KeyView(String kind, String key) {}

    static IssuedView of(IssuedKeys issued) {
        return new IssuedView(
                AccountView.of(issued.account()),
                issued.keys().entrySet().stream()
                        .map(entry -> new KeyView(name(entry.getKey()), entry.getValue()))
                        .toList());
    }

    /** What may be stored and told again: keys are shown once. */
    static IssuedView withoutKeys(Account account) {
        return of(new IssuedKeys(account, Map.of()));
    }

    private static String name(KeyKind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
