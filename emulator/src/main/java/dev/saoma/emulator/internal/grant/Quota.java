package dev.saoma.emulator.internal.grant;

import dev.saoma.emulator.setting.Setting;
import dev.saoma.emulator.setting.Settings;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Counts calls against the quotas of the settings. Minutes are those of the clock, days those of China. It is not known
 * whether WeChat counts by app or by address; here all callers have one address. Thread-safe.
 */
public final class Quota {

    private static final long CHINA = Duration.ofHours(8).toSeconds();
    private static final long DAY = Duration.ofDays(1).toSeconds();

    private final Clock clock;
    private final Settings settings;
    private final Map<String, Window> windows = new HashMap<>();

    private record Window(long minute, int inMinute, long day, int inDay) {}

    /** The result of a count. */
    public enum Verdict {
        WITHIN,
        MINUTE_OVER,
        DAY_OVER
    }

    public Quota(Clock clock, Settings settings) {
        this.clock = clock;
        this.settings = settings;
    }

    /** Counts one call of {@code api} for an existing app. */
    public Verdict count(String api, String appid) {
        int perMinute = settings.number(Setting.MINUTE_QUOTA);
        int perDay = settings.number(Setting.DAILY_QUOTA);
        if (perMinute == 0 && perDay == 0) {
            return Verdict.WITHIN;
        }
        String key = settings.text(Setting.QUOTA_PER).equals("app") ? api + " " + appid : api;
        long now = clock.instant().getEpochSecond();
        Window window;
        synchronized (windows) {
            window = next(windows.get(key), now / 60, (now + CHINA) / DAY);
            windows.put(key, window);
        }
        if (perDay > 0 && window.inDay() > perDay) {
            return Verdict.DAY_OVER;
        }
        return perMinute > 0 && window.inMinute() > perMinute ? Verdict.MINUTE_OVER : Verdict.WITHIN;
    }

    private static Window next(@Nullable Window last, long minute, long day) {
        int inMinute = last != null && last.minute() == minute ? last.inMinute() : 0;
        int inDay = last != null && last.day() == day ? last.inDay() : 0;
        return new Window(minute, inMinute + 1, day, inDay + 1);
    }

    public void clear() {
        synchronized (windows) {
            windows.clear();
        }
    }
}
