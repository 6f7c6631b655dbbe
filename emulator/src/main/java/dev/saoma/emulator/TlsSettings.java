package dev.saoma.emulator;

import dev.saoma.emulator.internal.http.HostGate;
import dev.saoma.emulator.internal.http.TlsPort;
import dev.saoma.emulator.internal.tls.CaFile;
import dev.saoma.emulator.internal.tls.CertificateAuthority;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Creates the CA and the TLS port from the builder's settings. */
final class TlsSettings {

    private TlsSettings() {}

    /**
     * Returns the CA of the TLS port; empty when there is no such port.
     *
     * @throws RefusedException when the CA cannot be read, created or used
     */
    static Optional<CertificateAuthority> authority(EmulatorBuilder builder) {
        if (builder.tlsPort().isEmpty()) {
            if (builder.caFile().isPresent()) {
                throw new RefusedException("a CA file is of use with a TLS port only (--tls-port)");
            }
            return Optional.empty();
        }
        try {
            return Optional.of(builder.caFile()
                    .map(TlsSettings::open)
                    .orElseGet(() -> CertificateAuthority.create(HostGate.wechatHosts())));
        } catch (NoClassDefFoundError e) {
            throw new RefusedException("a TLS port needs org.bouncycastle:bcpkix-jdk18on on the class path", e);
        }
    }

    private static CertificateAuthority open(Path file) {
        try {
            return new CaFile(file).open(HostGate.wechatHosts());
        } catch (IllegalArgumentException e) {
            throw new RefusedException(String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw new RefusedException("CA file " + file + " cannot be read or written: " + e.getMessage(), e);
        }
    }

    static Optional<TlsPort> port(EmulatorBuilder builder, Optional<CertificateAuthority> ca) {
        return ca.map(of -> new TlsPort(
                builder.tlsPort().orElseThrow(TlsSettings::noTlsPort), of.serverContext(HostGate.wechatHosts())));
    }

    static IllegalStateException noTlsPort() {
        return new IllegalStateException("this emulator has no TLS port: ask for one with EmulatorBuilder.tls");
    }
}
