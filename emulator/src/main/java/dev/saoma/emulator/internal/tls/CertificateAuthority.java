package dev.saoma.emulator.internal.tls;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Collection;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A CA that can certify only the names it was created for; its own name says what it is. Its private key leaves this
 * class only into {@link CaFile}. Immutable.
 */
public final class CertificateAuthority {

    private static final char[] IN_MEMORY = new char[0];

    private final X509Certificate certificate;
    private final PrivateKey key;

    CertificateAuthority(X509Certificate certificate, PrivateKey key) {
        this.certificate = certificate;
        this.key = key;
    }

    /** Creates a CA for these host names and for this machine's loopback names. */
    public static CertificateAuthority create(Collection<String> hosts) {
        KeyPair pair = Certificates.keyPair();
        return new CertificateAuthority(Certificates.authority(pair, hosts), pair.getPrivate());
    }

    /** Returns the certificate that a client has to trust. */
    public X509Certificate certificate() {
        return certificate;
    }

    PrivateKey key() {
        return key;
    }

    /** Returns the TLS context of a server with these names and the loopback ones, with a new certificate. */
    public SSLContext serverContext(Collection<String> hosts) {
        KeyPair pair = Certificates.keyPair();
        X509Certificate leaf = Certificates.leaf(certificate, key, pair.getPublic(), hosts);
        try {
            KeyStore store = emptyStore();
            store.setKeyEntry("server", (Key) pair.getPrivate(), IN_MEMORY, new X509Certificate[] {leaf, certificate});
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, IN_MEMORY);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("this Java cannot serve TLS", e);
        }
    }

    /** Returns the TLS context of a client that trusts only this CA. */
    public SSLContext clientContext() {
        try {
            KeyStore store = emptyStore();
            store.setCertificateEntry("ca", certificate);
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("this Java cannot speak TLS", e);
        }
    }

    private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, IN_MEMORY);
        return store;
    }
}
