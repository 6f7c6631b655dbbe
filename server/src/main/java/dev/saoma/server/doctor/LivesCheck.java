package dev.saoma.server.doctor;

import dev.saoma.session.SessionLife;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** How long things last, where that is dangerous or of no use. */
record LivesCheck(Subject subject) implements Check {
    private static final Duration LONG = Duration.ofDays(30);
    private static final Duration PROOF = Duration.ofHours(1);
    private static final Duration LATE = Duration.ofSeconds(60);
    private static final Duration QR_CODE = Duration.ofMinutes(5);

    @Override
    public List<Finding> look() {
        SessionLife life = subject.sessionLife();
        var findings = new ArrayList<Finding>();
        if (life.idle().compareTo(life.absolute()) > 0) {
            findings.add(warn(
                    "saoma.session.idle is longer than saoma.session.absolute, so it ends nothing",
                    "saoma.session.idle 比 saoma.session.absolute 长，不起作用",
                    "make it shorter",
                    "请缩短"));
        }
        if (life.absolute().compareTo(LONG) > 0) {
            findings.add(warn(
                    "saoma.session.absolute is more than 30 days: a stolen cookie is good that long",
                    "saoma.session.absolute 超过 30 天：被盗的 Cookie 在此期间一直有效",
                    "12h is usual; a scan is quick",
                    "通常为 12h"));
        }
        if (life.recent().compareTo(PROOF) > 0) {
            findings.add(warn(
                    "saoma.session.recent is more than an hour: a forgotten screen may bind a stranger's WeChat",
                    "saoma.session.recent 超过一小时：无人看管的屏幕可被用来绑定他人微信",
                    "10m is usual",
                    "通常为 10m"));
        }
        if (subject.server().isPresent() && life.cached().compareTo(LATE) > 0) {
            findings.add(warn(
                    "saoma.session.cached is more than a minute: other nodes accept an ended session that long",
                    "saoma.session.cached 超过一分钟：其他节点在此期间仍接受已结束的会话",
                    "2s is usual with several nodes",
                    "多节点通常为 2s"));
        }
        if (subject.loginLife().attempt().compareTo(QR_CODE) < 0) {
            findings.add(warn(
                    "saoma.login.attempt is less than the five minutes of WeChat's QR code",
                    "saoma.login.attempt 短于微信二维码的五分钟有效期",
                    "20m is usual",
                    "通常为 20m"));
        }
        return findings.isEmpty()
                ? List.of(Finding.ok("lives", "sessions and logins last as long as they should", "会话与登录的有效期合理"))
                : findings;
    }

    private static Finding warn(String what, String chinese, String fix, String fixChinese) {
        return Finding.warn("lives", new Said(what, chinese), new Said(fix, fixChinese));
    }
}
