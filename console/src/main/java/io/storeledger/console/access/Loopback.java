package io.storeledger.console.access;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/// Which addresses mean this machine and nothing else.
final class Loopback {
    private static final Pattern V4 = Pattern.compile("127(\\.\\d{1,3}){3}");

    private Loopback() {}

    /// Whether only this machine reaches what listens at an address.
    static boolean isBoundTo(String address) {
        try {
            return InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /// Whether a `Host` is written as this machine. No name is looked up: whoever owns a name says
    /// where it points, and may point it here for the browser of somebody who sits here.
    static boolean isNamedBy(String host) {
        String name = host.replaceFirst(":\\d*$", "");
        return name.equalsIgnoreCase("localhost")
                || name.equals("[::1]")
                || V4.matcher(name).matches();
    }
}
