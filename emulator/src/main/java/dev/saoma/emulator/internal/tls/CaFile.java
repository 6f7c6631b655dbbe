package dev.saoma.emulator.internal.tls;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;

/**
 * The CA on disk: its certificate in one PEM file, which clients trust, and its private key beside it in
 * {@code FILE.key}, readable by its owner only. Created at the first start, used again later.
 */
public final class CaFile {

    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");
    private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, new byte[] {'\n'});

    private final Path certificateFile;
    private final Path keyFile;

    public CaFile(Path file) {
        certificateFile = file.toAbsolutePath();
        keyFile = certificateFile.resolveSibling(certificateFile.getFileName() + ".key");
    }

    /**
     * Returns the CA in the file, or a new one for these names when there is no file.
     *
     * @throws IllegalArgumentException with a message, when the files cannot be used: one of the two is missing,
     *     others can read the key, the emulator did not create the CA, or the CA has expired
     * @throws IOException when the files cannot be read or written
     */
    public CertificateAuthority open(Collection<String> hosts) throws IOException {
        boolean certificate = Files.exists(certificateFile);
        boolean key = Files.exists(keyFile);
        if (certificate != key) {
            throw new IllegalArgumentException((certificate ? certificateFile : keyFile) + " is there without "
                    + (certificate ? keyFile : certificateFile) + ": put that back, or remove this");
        }
        return certificate ? read() : write(CertificateAuthority.create(hosts));
    }

    private CertificateAuthority read() throws IOException {
        requirePrivateKey();
        X509Certificate certificate;
        PrivateKey key;
        try (InputStream in = Files.newInputStream(certificateFile)) {
            certificate =
                    (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
            key = KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(decoded()));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            // Without the cause: its message may quote the key.
            throw new IllegalArgumentException(certificateFile + " and " + keyFile + " do not hold a CA");
        }
        check(certificate, key);
        return new CertificateAuthority(certificate, key);
    }

    private void requirePrivateKey() throws IOException {
        if (!hasPermissions()) {
            return;
        }
        Set<PosixFilePermission> others = EnumSet.copyOf(Files.getPosixFilePermissions(keyFile));
        others.removeAll(PosixFilePermissions.fromString("rwx------"));
        if (!others.isEmpty()) {
            throw new IllegalArgumentException("others may read or write the key " + keyFile
                    + ": remove both files and trust the new CA, or, if nobody did, chmod 600 it");
        }
    }

    private byte[] decoded() throws IOException {
        String pem = Files.readString(keyFile, StandardCharsets.US_ASCII);
        return Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
    }

    private void check(X509Certificate certificate, PrivateKey key) {
        if (!certificate.getSubjectX500Principal().equals(Certificates.CA_NAME)) {
            throw new IllegalArgumentException(
                    certificateFile + " is not a CA that the emulator made: name another file");
        }
        try {
            certificate.checkValidity();
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(
                    "the CA in " + certificateFile + " is past its life: remove it and " + keyFile
                            + ", and trust the new one",
                    e);
        }
        try {
            Certificates.leaf(certificate, key, certificate.getPublicKey(), Set.of())
                    .verify(certificate.getPublicKey());
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(keyFile + " is not the key of " + certificateFile, e);
        }
    }

    private CertificateAuthority write(CertificateAuthority ca) throws IOException {
        Files.createDirectories(certificateFile.getParent());
        FileAttribute<?>[] ownerOnly = hasPermissions()
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
                : new FileAttribute<?>[0];
        // Created with its permissions, and never over an existing file.
        Set<OpenOption> fresh = Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
        try (SeekableByteChannel channel = Files.newByteChannel(keyFile, fresh, ownerOnly);
                var out = Channels.newOutputStream(channel)) {
            out.write(pem("PRIVATE KEY", ca.key().getEncoded()));
        }
        try {
            Files.write(
                    certificateFile, pem("CERTIFICATE", ca.certificate().getEncoded()), StandardOpenOption.CREATE_NEW);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a certificate that was just made has no encoding", e);
        }
        return ca;
    }

    private boolean hasPermissions() {
        return certificateFile.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    private static byte[] pem(String what, byte[] der) {
        return ("-----BEGIN " + what + "-----\n" + LINES.encodeToString(der) + "\n-----END " + what + "-----\n")
                .getBytes(StandardCharsets.US_ASCII);
    }
}
