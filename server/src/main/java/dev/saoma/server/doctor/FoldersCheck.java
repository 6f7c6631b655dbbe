package dev.saoma.server.doctor;

import dev.saoma.server.doctor.oidc.ProviderCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Checks who may read the files with secrets and the database, and whether the disk has space. */
record FoldersCheck(DoctorInput input, Host host) implements Check {
    private static final long MEGABYTE = 1024 * 1024;
    private static final long LEAST_MEGABYTES = 1024;
    private static final long HARDLY_ANY_MEGABYTES = 100;
    private static final long LEAST_PERCENT = 5;
    private static final Set<PosixFilePermission> OTHERS = EnumSet.of(
            PosixFilePermission.OTHERS_READ, PosixFilePermission.OTHERS_WRITE, PosixFilePermission.OTHERS_EXECUTE);

    @Override
    public List<Finding> run() {
        var findings = new ArrayList<Finding>();
        Stream.concat(input.secretFile().stream(), new ProviderCheck(input.settings()).keyFile().stream())
                .filter(file -> allows(file, PosixFilePermission.OTHERS_READ))
                .forEach(file -> findings.add(Finding.fail("folders.secret", file)));
        if (input.settings().store().isEmpty()) {
            findings.addAll(data());
        }
        return findings.isEmpty() ? List.of(Finding.ok("folders.private")) : findings;
    }

    private List<Finding> data() {
        Path data = input.settings().data().toAbsolutePath();
        Optional<Path> writable = existing(data).filter(path -> Files.isDirectory(path) && Files.isWritable(path));
        if (writable.isEmpty()) {
            return List.of(Finding.fail("folders.not-writable", data));
        }
        var findings = new ArrayList<Finding>();
        if (writable.get().equals(data) && OTHERS.stream().anyMatch(permission -> allows(data, permission))) {
            findings.add(Finding.warn("folders.data", data));
        }
        findings.add(space(host.diskSpace().apply(writable.get())));
        return findings;
    }

    private static Finding space(Host.DiskSpace space) {
        long free = space.usable() / MEGABYTE;
        long all = space.total() / MEGABYTE;
        boolean nearlyFull = all > 0 && free * 100 / all < LEAST_PERCENT;
        if (free >= LEAST_MEGABYTES && !nearlyFull) {
            return Finding.ok("disk.free", free);
        }
        String key = nearlyFull ? "disk.nearly-full" : "disk.small";
        return free < HARDLY_ANY_MEGABYTES
                ? Finding.fail(key, free, LEAST_PERCENT)
                : Finding.warn(key, free, LEAST_PERCENT);
    }

    private static Optional<Path> existing(Path folder) {
        for (Path path = folder; path != null; path = path.getParent()) {
            if (Files.exists(path)) {
                return Optional.of(path);
            }
        }
        return Optional.empty();
    }

    private static boolean allows(Path path, PosixFilePermission permission) {
        try {
            return Files.getPosixFilePermissions(path).contains(permission);
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }
}
