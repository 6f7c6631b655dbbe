package dev.saoma.emulator.setting;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A behaviour of WeChat that is not certain, or that differs between times and accounts. The table in docs/emulator.md
 * tells how certain each value is.
 */
public enum Setting {
    /** The HTTP status of the error pages of the login page and the page inside WeChat. */
    PAGE_ERROR_STATUS(
            "pageErrorStatus",
            "200",
            "[2-5]\\d\\d",
            "a status from 200 to 599",
            "The HTTP status of the error pages of the login page and the page inside WeChat."),

    /** The error for an expired code: as applications report, or as in WeChat's tables. */
    STALE_CODE_ERRCODE(
            "staleCodeErrcode",
            "40029",
            "40029|42003",
            "40029 or 42003",
            "What a code past its life is answered with: as applications report, or as WeChat’s tables have it."),

    /** Whether refreshing replaces the refresh token too. The new one expires when the old one would have. */
    NEW_REFRESH_TOKEN(
            "newRefreshToken",
            "false",
            "true|false",
            "true or false",
            "Whether refreshing replaces the refresh token too. The new one ends when the old one would have."),

    /** Whether a code can be presented again after a requested errcode -1 of {@code access_token}. */
    CODE_SURVIVES_SYSTEM_ERROR(
            "codeSurvivesSystemError",
            "true",
            "true|false",
            "true or false",
            "Whether a code can be presented again after an ordered errcode -1 of access_token."),

    /** Calls a minute for each of {@code access_token}, {@code refresh_token}, {@code userinfo}; 0 for no limit. */
    MINUTE_QUOTA(
            "minuteQuota",
            "0",
            "\\d{1,9}",
            "a number from 0 to 999999999",
            "Calls a minute for each of access_token, refresh_token and userinfo; above it 45011. 0 is no bound."),

    /** Calls a day, counted in the same way; 0 for no limit. */
    DAILY_QUOTA(
            "dailyQuota",
            "0",
            "\\d{1,9}",
            "a number from 0 to 999999999",
            "Calls a day, China’s, for each of access_token, refresh_token and userinfo; above it 45009. 0 is no bound."),

    /** Whether each app has its own quota, or the caller's address has one for all apps. */
    QUOTA_PER(
            "quotaPer",
            "app",
            "app|address",
            "app or address",
            "Whether each app has a quota of its own, or the caller’s address has one for all apps."),

    /** What the login page does after a refusal: stay, go back with the state only, or go back with {@code code=authdeny}. */
    REFUSAL(
            "refusal",
            "stay",
            "stay|state|authdeny",
            "stay, state or authdeny",
            "What the login page does after a refusal: stay, go back with the state only, or go back with code=authdeny."),

    /** What a refusal inside WeChat does: go back with {@code code=authdeny}, with the state only, or stay on the page. */
    IN_WECHAT_REFUSAL(
            "inWechatRefusal",
            "authdeny",
            "authdeny|state|stay",
            "authdeny, state or stay",
            "What a refusal inside WeChat does: go back with code=authdeny, with the state only, or stay on the page."),

    /** The order of parameters that the page inside WeChat accepts: any, or only that of the documentation. */
    PARAMETER_ORDER(
            "parameterOrder",
            "any",
            "any|documented",
            "any or documented",
            "Which order of its parameters the page inside WeChat takes: any, or only that of the documentation."),

    /** Whether every login inserts code and state before a fragment of {@code redirect_uri}, as quick login does. */
    CODE_BEFORE_FRAGMENT(
            "codeBeforeFragment",
            "false",
            "true|false",
            "true or false",
            "Whether every login inserts code and state before a fragment of redirect_uri, as quick login does."),

    /** The end of {@code errmsg}: the rid of today, the hints of 2017 to 2020, or nothing as before. */
    ERRMSG_SUFFIX(
            "errmsgSuffix",
            "rid",
            "rid|hints|none",
            "rid, hints or none",
            "What ends errmsg: the rid of today, the hints of 2017 to 2020, or nothing as before.");

    private final String label;
    private final String standard;
    private final Pattern allowed;
    private final String words;
    private final String about;

    Setting(String label, String standard, String allowed, String words, String about) {
        this.label = label;
        this.standard = standard;
        this.allowed = Pattern.compile(allowed);
        this.words = words;
        this.about = about;
    }

    /** Returns the name in JSON. */
    public String label() {
        return label;
    }

    /** Returns the default. */
    public String standard() {
        return standard;
    }

    /** Returns a description of the allowed values. */
    public String words() {
        return words;
    }

    /** Returns the meaning, in a sentence or two. */
    public String about() {
        return about;
    }

    /** Returns the allowed values if they can be listed; else none. */
    public List<String> choices() {
        return allowed.pattern().matches("\\w+(\\|\\w+)+")
                ? List.of(allowed.pattern().split("\\|", -1))
                : List.of();
    }

    String checked(String value) {
        if (!allowed.matcher(value).matches()) {
            throw new IllegalArgumentException(label + " must be " + words + ".");
        }
        return value;
    }

    public static Optional<Setting> of(String label) {
        return Arrays.stream(values())
                .filter(setting -> setting.label.equals(label))
                .findFirst();
    }
}
