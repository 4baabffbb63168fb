package io.satang.stack.api;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.util.List;

/** This machine's addresses in networks that others are in, too. */
public final class LanAddresses {
    private LanAddresses() {}

    /** None when it is in no network. */
    public static List<String> all() throws IOException {
        return NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(Inet4Address.class::isInstance)
                .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
                .map(InetAddress::getHostAddress)
                .toList();
    }
}
