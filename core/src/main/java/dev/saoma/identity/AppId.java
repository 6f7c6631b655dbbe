package dev.saoma.identity;

import java.util.regex.Pattern;

/** WeChat's identifier of an application ({@code appid}); case-sensitive. */
public record AppId(String value) {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    /** @throws IllegalArgumentException when the text is not of the form {@code [A-Za-z0-9_-]{1,64}} */
    public AppId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not an appId: expected 1 to 64 letters, digits, _ or -");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
