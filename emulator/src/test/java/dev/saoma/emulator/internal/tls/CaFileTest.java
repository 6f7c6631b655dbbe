package dev.saoma.emulator.internal.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CaFileTest {

    private static final List<String> HOSTS = List.of("api.example.com");

    @TempDir
    private Path folder;

    private Path file;
    private Path key;

    @BeforeEach
    void name() {
        file = folder.resolve("new/ca.pem");
        key = folder.resolve("new/ca.pem.key");
    }

    private CertificateAuthority open() throws Exception {
        return new CaFile(file).open(HOSTS);
    }

    private AbstractThrowableAssert<?, ?> assertRefused() {
        return assertThatThrownBy(this::open).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void isMadeAtFirstUse() throws Exception {
        assertThat(open().certificate().getSubjectX500Principal().getName())
                .contains("Saoma emulator CA\\, not WeChat");
    }

    @Test
    void isTheSameAtTheNextStart() throws Exception {
        assertThat(open().certificate()).isEqualTo(open().certificate());
    }

    @Test
    void holdsTheCertificateOnly() throws Exception {
        open();
        assertThat(file).content().contains("BEGIN CERTIFICATE").doesNotContain("KEY");
    }

    @Test
    void keepsTheKeyForItsOwner() throws Exception {
        open();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                .isEqualTo("rw-------");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----"})
    void refusesAKeyThatOthersMayRead(String permissions) throws Exception {
        open();
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString(permissions));
        assertRefused().hasMessageContaining("ca.pem.key");
    }

    @Test
    void refusesACertificateWithoutItsKey() throws Exception {
        open();
        Files.delete(key);
        assertRefused().hasMessageContaining("ca.pem is there without");
    }

    @Test
    void refusesAKeyWithoutItsCertificate() throws Exception {
        open();
        Files.delete(file);
        assertRefused().hasMessageContaining("ca.pem.key is there without");
    }

    @Test
    void refusesTheKeyOfAnother() throws Exception {
        open();
        CaFile other = new CaFile(folder.resolve("other.pem"));
        other.open(HOSTS);
        Files.copy(folder.resolve("other.pem"), file, StandardCopyOption.REPLACE_EXISTING);
        assertRefused().hasMessageContaining("is not the key of");
    }

    @Test
    void neverQuotesTheKey() throws Exception {
        open();
        String secret = Files.readString(key).lines().skip(1).findFirst().orElseThrow();
        Files.writeString(key, secret.substring(1));
        assertRefused().hasMessageNotContaining(secret.substring(1, 20)).hasNoCause();
    }

    @Test
    void refusesWhatIsNoCertificate() throws Exception {
        open();
        Files.writeString(file, "hello");
        assertRefused();
    }

    @Test
    void refusesACaThatItDidNotMake() throws Exception {
        open();
        KeyPair pair = Certificates.keyPair();
        CertificateAuthority ours = CertificateAuthority.create(HOSTS);
        X509Certificate foreign = Certificates.leaf(ours.certificate(), ours.key(), pair.getPublic(), HOSTS);
        Files.write(
                file,
                ("-----BEGIN CERTIFICATE-----\n"
                                + Base64.getMimeEncoder().encodeToString(foreign.getEncoded())
                                + "\n-----END CERTIFICATE-----\n")
                        .getBytes(StandardCharsets.US_ASCII));
        assertRefused().hasMessageContaining("is not a CA");
    }

    @Test
    void certifiesOnlyTheNamesItWasMadeFor() throws Exception {
        CertificateAuthority ca = open();
        X509Certificate bank = Certificates.leaf(
                ca.certificate(), ca.key(), Certificates.keyPair().getPublic(), List.of("bank.example"));
        assertThatThrownBy(() -> validate(ca, bank))
                .isInstanceOf(CertPathValidatorException.class)
                .hasMessageContaining("name constraints");
    }

    @Test
    void certifiesTheNamesItWasMadeFor() throws Exception {
        CertificateAuthority ca = open();
        validate(
                ca,
                Certificates.leaf(
                        ca.certificate(), ca.key(), Certificates.keyPair().getPublic(), HOSTS));
    }

    private static void validate(CertificateAuthority ca, X509Certificate leaf) throws Exception {
        // Java checks the constraints of certificates in the path, not of the anchor, so the anchor is only the CA's
        // key.
        TrustAnchor bare = new TrustAnchor(
                ca.certificate().getSubjectX500Principal(), ca.certificate().getPublicKey(), null);
        PKIXParameters parameters = new PKIXParameters(Set.of(bare));
        parameters.setRevocationEnabled(false);
        CertPathValidator.getInstance("PKIX")
                .validate(
                        CertificateFactory.getInstance("X.509").generateCertPath(List.of(leaf, ca.certificate())),
                        parameters);
    }
}
