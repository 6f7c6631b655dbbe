package dev.saoma.server.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Who may read what holds secrets or people, and whether there is room. */
record FoldersCheck(Subject subject, Surroundings here) implements Check {
    private static final long MEGABYTE = 1024 * 1024;
    private static final long LEAST_MEGABYTES = 1024;
    private static final long HARDLY_ANY_MEGABYTES = 100;
    private static final long LEAST_PERCENT = 5;
    private static final Set<PosixFilePermission> OTHERS = EnumSet.of(
            PosixFilePermission.OTHERS_READ, PosixFilePermission.OTHERS_WRITE, PosixFilePermission.OTHERS_EXECUTE);

    @Override
    public List<Finding> look() {
        var findings = new ArrayList<Finding>();
        subject.secretFile()
                .filter(file -> open(file, PosixFilePermission.OTHERS_READ))
                .ifPresent(file -> findings.add(Finding.fail(
                        "folders",
                        new Said(
                                file + " holds a secret and everybody on this machine can read it",
                                file + " 含有密钥，且本机所有用户可读"),
                        new Said("chmod 600 " + file, "执行 chmod 600 " + file))));
        if (subject.server().isEmpty()) {
            findings.addAll(data());
        }
        return findings.isEmpty()
                ? List.of(Finding.ok("folders", "what holds secrets is not for everybody to read", "含密钥的文件并非人人可读"))
                : findings;
    }

    private List<Finding> data() {
        Path data = subject.data().toAbsolutePath();
        var findings = new ArrayList<Finding>();
        Optional<Path> there = existing(data);
        boolean good = there.filter(path -> Files.isDirectory(path) && Files.isWritable(path))
                .isPresent();
        if (!good) {
            findings.add(Finding.fail(
                    "folders",
                    new Said(data + " cannot be written", data + " 不可写"),
                    new Said(
                            "make the folder, for the user that runs Saoma, or set saoma.data",
                            "请为运行 Saoma 的用户创建该文件夹，或设置 saoma.data")));
            return findings;
        }
        if (there.get().equals(data) && OTHERS.stream().anyMatch(one -> open(data, one))) {
            findings.add(Finding.warn(
                    "folders",
                    new Said(
                            data + " is open to everybody on this machine, and the database is in it",
                            data + " 对本机所有用户开放，而数据库在其中"),
                    new Said("chmod 700 " + data, "执行 chmod 700 " + data)));
        }
        findings.add(room(there.get()));
        return findings;
    }

    private Finding room(Path folder) {
        long free = here.usableSpace().applyAsLong(folder) / MEGABYTE;
        long all = here.totalSpace().applyAsLong(folder) / MEGABYTE;
        boolean nearlyFull = all > 0 && free * 100 / all < LEAST_PERCENT;
        if (free >= LEAST_MEGABYTES && !nearlyFull) {
            return Finding.ok("disk", free + " MiB are free", "剩余 " + free + " MiB");
        }
        String percent = nearlyFull ? " (less than " + LEAST_PERCENT + " %)" : "";
        var what = new Said(
                free + " MiB" + percent + " are free for the database",
                "数据库所在磁盘仅剩 " + free + " MiB" + (nearlyFull ? "（不足 " + LEAST_PERCENT + "%）" : ""));
        var fix = new Said(
                "make room; a full disk makes every login fail with store_unavailable",
                "请清理磁盘；磁盘写满后所有登录都会失败（store_unavailable）");
        return free < HARDLY_ANY_MEGABYTES ? Finding.fail("disk", what, fix) : Finding.warn("disk", what, fix);
    }

    private static Optional<Path> existing(Path folder) {
        for (Path path = folder; path != null; path = path.getParent()) {
            if (Files.exists(path)) {
                return Optional.of(path);
            }
        }
        return Optional.empty();
    }

    private static boolean open(Path path, PosixFilePermission permission) {
        try {
            return Files.getPosixFilePermissions(path).contains(permission);
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }
}
