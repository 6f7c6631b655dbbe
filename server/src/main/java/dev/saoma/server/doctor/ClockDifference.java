package dev.saoma.server.doctor;

import java.time.Duration;
import java.time.Instant;

/** How far this machine's clock is from another one. */
final class ClockDifference {
    private static final Duration FAR = Duration.ofSeconds(60);

    private ClockDifference() {}

    /**
     * @param theirs what the other clock said at some moment between the two of ours
     * @param near how far it may be
     */
    static Finding finding(
            String whose, String whoseChinese, Instant theirs, Instant before, Instant after, Duration near) {
        Duration apart = theirs.isBefore(before)
                ? Duration.between(theirs, before)
                : theirs.isAfter(after) ? Duration.between(after, theirs) : Duration.ZERO;
        if (apart.compareTo(near) <= 0) {
            return Finding.ok("clock", "agrees with " + whose, "与" + whoseChinese + "时钟一致");
        }
        var what = new Said(
                "this machine's clock is " + apart.toSeconds() + " s from " + whose,
                "本机时钟与" + whoseChinese + "相差 " + apart.toSeconds() + " 秒");
        var fix = new Said("let chrony or systemd-timesyncd set it", "请启用 chrony 或 systemd-timesyncd 校时");
        return apart.compareTo(FAR) > 0 ? Finding.fail("clock", what, fix) : Finding.warn("clock", what, fix);
    }
}
