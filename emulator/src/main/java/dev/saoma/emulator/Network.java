package dev.saoma.emulator;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.Optional;

/** What this machine's addresses are. */
final class Network {

    private Network() {}

    /** Whether only this machine can reach it. An address that cannot be resolved is not. */
    static boolean isLoopback(String address) {
        try {
            return InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /** An IPv4 address by which machines of the same network reach this one. */
    static Optional<String> lanAddress() {
        try {
            return NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
                    .map(InetAddress::getHostAddress)
                    .filter(address -> address.indexOf(':') < 0)
                    .findFirst();
        } catch (SocketException e) {
            return Optional.empty();
        }
    }
}
