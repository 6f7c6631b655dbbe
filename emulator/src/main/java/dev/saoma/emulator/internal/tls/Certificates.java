package dev.saoma.emulator.internal.tls;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.stream.Stream;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Makes keys and certificates. The only class that uses Bouncy Castle. */
final class Certificates {

    static final X500Principal CA_NAME =
            new X500Principal("CN=\"Saoma emulator CA, not WeChat\", O=\"Saoma, for development only\"");
    private static final X500Principal LEAF_NAME =
            new X500Principal("CN=\"Saoma emulator, not WeChat\", O=\"Saoma, for development only\"");
    private static final Duration CA_LIFE = Duration.ofDays(365);
    private static final Duration LEAF_LIFE = Duration.ofDays(30);
    private static final List<String> LOOPBACK = List.of("127.0.0.1", "::1");

    private static final SecureRandom RANDOM = new SecureRandom();

    private Certificates() {}

    static KeyPair keyPair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(256, RANDOM);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no elliptic curves", e);
        }
    }

    static X509Certificate authority(KeyPair pair, Collection<String> hosts) {
        try {
            JcaX509ExtensionUtils ids = new JcaX509ExtensionUtils();
            X509v3CertificateBuilder builder = builder(CA_NAME, CA_NAME, CA_LIFE, pair.getPublic())
                    .addExtension(Extension.basicConstraints, true, new BasicConstraints(0))
                    .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign))
                    .addExtension(Extension.nameConstraints, true, only(hosts))
                    .addExtension(
                            Extension.subjectKeyIdentifier, false, ids.createSubjectKeyIdentifier(pair.getPublic()));
            return sign(builder, pair.getPrivate());
        } catch (GeneralSecurityException | IOException | OperatorCreationException e) {
            throw new IllegalStateException("the CA's certificate cannot be made", e);
        }
    }

    static X509Certificate leaf(X509Certificate ca, PrivateKey caKey, PublicKey key, Collection<String> hosts) {
        try {
            JcaX509ExtensionUtils ids = new JcaX509ExtensionUtils();
            X509v3CertificateBuilder builder = builder(ca.getSubjectX500Principal(), LEAF_NAME, LEAF_LIFE, key)
                    .addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
                    .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
                    .addExtension(
                            Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth))
                    .addExtension(Extension.subjectAlternativeName, false, new GeneralNames(names(hosts, "", "")))
                    .addExtension(Extension.subjectKeyIdentifier, false, ids.createSubjectKeyIdentifier(key))
                    .addExtension(
                            Extension.authorityKeyIdentifier,
                            false,
                            ids.createAuthorityKeyIdentifier(ca.getPublicKey()));
            return sign(builder, caKey);
        } catch (GeneralSecurityException | IOException | OperatorCreationException e) {
            throw new IllegalStateException("the server's certificate cannot be made", e);
        }
    }

    private static X509v3CertificateBuilder builder(
            X500Principal issuer, X500Principal subject, Duration life, PublicKey key) {
        // The clients' real time, not the emulator's clock; one hour earlier, for clocks that are behind.
        Instant now = Instant.now();
        return new JcaX509v3CertificateBuilder(
                issuer,
                new BigInteger(127, RANDOM).setBit(126),
                Date.from(now.minus(Duration.ofHours(1))),
                Date.from(now.plus(life)),
                subject,
                key);
    }

    /**
     * Returns a constraint that allows the CA to certify only these names and the loopback ones, even if its key is
     * stolen.
     */
    private static NameConstraints only(Collection<String> hosts) {
        GeneralSubtree[] permitted =
                Stream.of(names(hosts, "/32", "/128")).map(GeneralSubtree::new).toArray(GeneralSubtree[]::new);
        return new NameConstraints(permitted, null);
    }

    private static GeneralName[] names(Collection<String> hosts, String mask4, String mask6) {
        Stream<GeneralName> dns = Stream.concat(hosts.stream(), Stream.of("localhost"))
                .distinct()
                .map(host -> new GeneralName(GeneralName.dNSName, host));
        Stream<GeneralName> ip = LOOPBACK.stream()
                .map(address -> address + (address.contains(":") ? mask6 : mask4))
                .map(address -> new GeneralName(GeneralName.iPAddress, address));
        return Stream.concat(dns, ip).toArray(GeneralName[]::new);
    }

    private static X509Certificate sign(X509v3CertificateBuilder builder, PrivateKey key)
            throws GeneralSecurityException, OperatorCreationException {
        return new JcaX509CertificateConverter()
                .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(key)));
    }
}
