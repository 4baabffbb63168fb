package io.satang.stack;

import io.satang.platform.key.TestKeys;
import io.satang.script.BrowserFiles;
import io.satang.stack.api.LanAddresses;
import io.satang.stack.run.Front;
import java.io.IOException;

/** What a developer needs to know of a stack that has just become ready. */
final class Welcome {

    private Welcome() {}

    /**
     * @param front the gateway
     * @param end     how to stop the stack
     */
    static String text(Front front, String end) throws IOException {
        String baseUrl = front.publicUrl();
        return """

            Satang is ready at %s (%s stops it)

              console      %s/console

              public key   %s      another merchant's: %s
              secret key   %s      another merchant's: %s

              in a page    <script src="%s/satang/%d/satang.js"
                                   integrity="%s"
                                   crossorigin="anonymous"></script>

              ./satang listen    prints each webhook as it arrives
              ./satang trigger   has something happen; ./satang charge ID tells its story
              ./satang doctor    says whether all is well
              ./satang status    shows what runs; ./satang logs what it says
            %s
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
                        BrowserFiles.script().integrity(),
                        phones(front));
    }

    /** How a phone comes to pay, unless it can already; nothing where this machine is in no network. */
    private static String phones(Front front) throws IOException {
        if (front.announced().isPresent()) {
            return "";
        }
        return LanAddresses.all().stream()
                .findFirst()
                .map(address -> """

                      a phone pays with  ./satang up --host 0.0.0.0 --public-url http://%s:%d
                    """.formatted(address, front.port()))
                .orElse("");
    }
}
