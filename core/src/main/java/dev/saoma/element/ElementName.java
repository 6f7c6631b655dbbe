package dev.saoma.element;

import java.util.List;
import java.util.regex.Pattern;

/**
 * An element's full name: the path of its folder below the app's root with dots for slashes,
 * {@code auths.loginTypes.MyWeChatLogin}.
 *
 * @param value one to eight parts of letters, digits and _, at most 200 characters in all
 */
public record ElementName(String value) {
    private static final Pattern FORM = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*(\\.[A-Za-z_][A-Za-z0-9_]*){0,7}");

    /** @throws IllegalArgumentException when the text is not such a name */
    public ElementName {
        if (value.length() > 200 || !FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "not an element's full name: expected one to eight parts of letters, digits"
                            + " and _ with dots between, such as auths.loginTypes.MyWeChatLogin");
        }
    }

    /** Returns the last part, {@code MyWeChatLogin}. */
    public String simple() {
        return value.substring(value.lastIndexOf('.') + 1);
    }

    /** Returns the parts in order: the folders below the app's root. */
    public List<String> parts() {
        return List.of(value.split("\\."));
    }

    @Override
    public String toString() {
        return value;
    }
}
