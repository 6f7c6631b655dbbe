package dev.saoma.emulator;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.Optional;

/** Addresses of this machine. */
final class Network {

    private Network() {}

    /** Returns whether only this machine can reach the address; false when it cannot be resolved. */
    static boolean isLoopback(String address) {
        try {
            return InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /** Returns an IPv4 address by which other machines of the network reach this one. */
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
