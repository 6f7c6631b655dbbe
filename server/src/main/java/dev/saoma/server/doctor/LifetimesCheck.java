package dev.saoma.server.doctor;

import dev.saoma.session.SessionLifetimes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Checks whether a lifetime of sessions or logins is dangerous or has no effect. */
record LifetimesCheck(DoctorInput input) implements Check {
    private static final Duration LONG = Duration.ofDays(30);
    private static final Duration REAUTHENTICATION = Duration.ofHours(1);
    private static final Duration LATE = Duration.ofSeconds(60);
    private static final Duration QR_CODE = Duration.ofMinutes(5);

    @Override
    public List<Finding> run() {
        SessionLifetimes life = input.settings().sessionLifetimes();
        var findings = new ArrayList<Finding>();
        if (life.idle().compareTo(life.absolute()) > 0) {
            findings.add(Finding.warn("lives.idle"));
        }
        if (life.absolute().compareTo(LONG) > 0) {
            findings.add(Finding.warn("lives.absolute"));
        }
        if (life.recent().compareTo(REAUTHENTICATION) > 0) {
            findings.add(Finding.warn("lives.recent"));
        }
        if (input.settings().store().isPresent() && life.cached().compareTo(LATE) > 0) {
            findings.add(Finding.warn("lives.cached"));
        }
        if (input.settings().loginLifetimes().attempt().compareTo(QR_CODE) < 0) {
            findings.add(Finding.warn("lives.attempt"));
        }
        return findings.isEmpty() ? List.of(Finding.ok("lives.usual")) : findings;
    }
}
