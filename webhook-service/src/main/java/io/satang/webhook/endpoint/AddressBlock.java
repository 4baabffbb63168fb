package io.satang.webhook.endpoint;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** A block of addresses in CIDR notation. */
final class AddressBlock {
    private final byte[] prefix;
    private final int bits;

    private AddressBlock(byte[] prefix, int bits) {
        this.prefix = prefix;
        this.bits = bits;
    }

    /** For instance {@code 10.0.0.0/8}; literals only, nothing is looked up. */
    static AddressBlock of(String cidr) {
        int slash = cidr.indexOf('/');
        try {
            byte[] prefix = InetAddress.getByName(cidr.substring(0, slash)).getAddress();
            return new AddressBlock(prefix, Integer.parseInt(cidr.substring(slash + 1)));
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(cidr + " is not a block of addresses", e);
        }
    }

    /** Whether the address, 4 or 16 bytes, lies in this block; never when it is of the other family. */
    boolean contains(byte[] address) {
        if (address.length != prefix.length) {
            return false;
        }
        int whole = bits / Byte.SIZE;
        for (int i = 0; i < whole; i++) {
            if (address[i] != prefix[i]) {
                return false;
            }
        }
        int rest = bits % Byte.SIZE;
        if (rest == 0) {
            return true;
        }
        int mask = 0xff << (Byte.SIZE - rest);
        return (address[whole] & mask) == (prefix[whole] & mask);
    }
}
