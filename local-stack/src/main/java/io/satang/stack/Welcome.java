package io.satang.stack;

import io.satang.platform.key.TestKeys;
import io.satang.script.BrowserFiles;

/** What a developer needs to know of a stack that has just become ready. */
final class Welcome {

    private Welcome() {}

    /**
     * @param baseUrl the gateway
     * @param end     how to stop the stack
     */
    static String text(String baseUrl, String end) {
        return """

            Satang is ready at %s (%s stops it)

              console      %s/console

              public key   %s      another merchant's: %s
              secret key   %s      another merchant's: %s

              in a page    <script src="%s/satang/%d/satang.js"
                                   integrity="%s"
                                   crossorigin="anonymous"></script>

              ./satang listen    prints each webhook as it arrives
              ./satang status    shows what runs; ./satang logs what it says

            """.formatted(
                        baseUrl,
                        end,
                        baseUrl,
                        TestKeys.SATANG_PUBLIC,
                        TestKeys.OTHER_PUBLIC,
                        TestKeys.SATANG_SECRET,
                        TestKeys.OTHER_SECRET,
                        baseUrl,
                        BrowserFiles.REVISION,
                        BrowserFiles.script().integrity());
    }
}
