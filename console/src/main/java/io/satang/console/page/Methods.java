package io.satang.console.page;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What methods of payment are called by those who offer them. They are proper names, and the same in every language. */
public final class Methods {
    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("promptpay", "PromptPay"),
            Map.entry("truemoney", "TrueMoney"),
            Map.entry("truemoney_qr", "TrueMoney QR"),
            Map.entry("truemoney_jumpapp", "TrueMoney app"),
            Map.entry("rabbit_linepay", "Rabbit LINE Pay"),
            Map.entry("shopeepay", "ShopeePay"),
            Map.entry("shopeepay_jumpapp", "ShopeePay app"),
            Map.entry("grabpay", "GrabPay"),
            Map.entry("paynow", "PayNow"),
            Map.entry("paypay", "PayPay"),
            Map.entry("fpx", "FPX"),
            Map.entry("gcash", "GCash"),
            Map.entry("kakaopay", "KakaoPay"),
            Map.entry("duitnow_qr", "DuitNow QR"),
            Map.entry("duitnow_obw", "DuitNow Online Banking"),
            Map.entry("wechat_pay", "WeChat Pay"),
            Map.entry("touch_n_go", "Touch 'n Go"),
            Map.entry("econtext", "Konbini, Pay-easy"));
    private static final Set<String> CAPITALS = Set.of(
            "qr", "bay", "bbl", "scb", "ktb", "ktc", "uob", "ttb", "mpm", "upm", "upi", "ocbc", "wlb", "mbb", "cn",
            "hk");

    private Methods() {}

    /** The name of a method. */
    public static String name(String code) {
        return NAMES.getOrDefault(
                code, Arrays.stream(code.split("_", -1)).map(Methods::word).collect(Collectors.joining(" ")));
    }

    private static String word(String word) {
        if (word.isEmpty()) {
            return word;
        }
        return CAPITALS.contains(word)
                ? word.toUpperCase(Locale.ROOT)
                : Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }
}
