package dev.saoma.emulator.internal.sns;

import dev.saoma.emulator.internal.grant.Quota;

/** Turns exceeded quotas into WeChat's errors. */
final class Limits {

    private final Quota quota;

    Limits(Quota quota) {
        this.quota = quota;
    }

    void count(String api, String appid) {
        switch (quota.count(api, appid)) {
            case WITHIN -> {}
            case MINUTE_OVER ->
                throw new RejectedCallException(
                        SnsError.MINUTE_QUOTA,
                        "The setting minuteQuota allows no more calls of " + api + " in this minute.",
                        "",
                        "the next minute, or minuteQuota 0");
            case DAY_OVER ->
                throw new RejectedCallException(
                        SnsError.DAILY_QUOTA,
                        "The setting dailyQuota allows no more calls of " + api + " today.",
                        "",
                        "the next day in China, or dailyQuota 0");
        }
    }
}
