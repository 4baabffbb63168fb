package io.satang.load;

/**
 * How pages are measured.
 *
 * @param charges how many the account is to have
 * @param warmUp  how often each page is asked for before it counts
 * @param rounds  how often it counts
 */
record PagesPlan(int charges, int warmUp, int rounds) {
    PagesPlan {
        if (charges < 0 || warmUp < 0 || rounds < 1) {
            throw new IllegalArgumentException("--rounds is more than 0, and nothing else is less than that");
        }
    }
}
