package dev.saoma.server.setting;

import dev.saoma.secret.Secret;
import dev.saoma.server.element.ElementsMode;
import dev.saoma.servlet.WebSettings.Mode;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The forms of a setting's text, and the parser of each. */
enum SettingForm {
    TEXT,
    /** Texts, separated by commas. */
    LIST,
    SECRET,
    FILE,
    MODE,
    FLAG,
    /** {@code on} or {@code off}. */
    SWITCH,
    /** {@code off}, {@code public} or a port. */
    CONSOLE,
    /** {@code folder}, {@code database} or {@code both}. */
    ELEMENTS,
    URL,
    /** {@code 90s}, {@code 30m}, {@code 12h} or {@code 7d}; {@code 0} needs no unit. */
    DURATION,
    PORT,
    CONNECTIONS,
    COUNT;

    private static final Pattern LIFE = Pattern.compile("([0-9]{1,6})([smhd])");

    /** @throws IllegalArgumentException with a message that describes the allowed form */
    Object parse(String text) {
        return switch (this) {
            case TEXT -> text;
            case LIST ->
                Arrays.stream(text.split(","))
                        .map(String::strip)
                        .filter(entry -> !entry.isEmpty())
                        .toList();
            case SECRET -> Secret.of(text);
            case FILE -> Path.of(text);
            case MODE -> mode(text);
            case FLAG -> flag(text);
            case SWITCH -> isOn(text);
            case CONSOLE -> console(text);
            case ELEMENTS -> elements(text);
            case URL -> url(text);
            case DURATION -> duration(text);
            case PORT -> number(text, 0, 65_535, "must be a port from 0 to 65535; 0 takes a free one");
            case CONNECTIONS -> number(text, 1, 1_000, "must be a number of connections from 1 to 1000");
            case COUNT -> number(text, 1, 999_999, "must be a number from 1 to 999999");
        };
    }

    private static Mode mode(String text) {
        return switch (text) {
            case "production" -> Mode.PRODUCTION;
            case "development" -> Mode.DEVELOPMENT;
            default -> throw new IllegalArgumentException("must be production or development");
        };
    }

    private static boolean flag(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("must be true or false");
        };
    }

    private static boolean isOn(String text) {
        return switch (text) {
            case "on" -> true;
            case "off" -> false;
            default -> throw new IllegalArgumentException("must be on or off");
        };
    }

    private static ElementsMode elements(String text) {
        return Arrays.stream(ElementsMode.values())
                .filter(mode -> mode.code().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("must be folder, database or both"));
    }

    private static ConsolePlace console(String text) {
        return switch (text) {
            case "public" -> ConsolePlace.PUBLIC;
            case "off" -> ConsolePlace.OFF;
            default ->
                new ConsolePlace(
                        true,
                        Optional.of(number(
                                text, 0, 65_535, "must be off, public or a port from 0 to 65535; 0 takes a free one")));
        };
    }

    private static URI url(String text) {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("must be an address such as https://login.example.com", e);
        }
    }

    private static int number(String text, int least, int most, String problem) {
        int number = text.matches("[0-9]{1,6}") ? Integer.parseInt(text) : -1;
        if (number < least || number > most) {
            throw new IllegalArgumentException(problem);
        }
        return number;
    }

    private static Duration duration(String text) {
        Matcher form = LIFE.matcher(text.equals("0") ? "0s" : text);
        if (!form.matches()) {
            throw new IllegalArgumentException("must be a duration such as 90s, 30m, 12h or 7d");
        }
        long count = Long.parseLong(form.group(1));
        return switch (form.group(2)) {
            case "s" -> Duration.ofSeconds(count);
            case "m" -> Duration.ofMinutes(count);
            case "h" -> Duration.ofHours(count);
            default -> Duration.ofDays(count);
        };
    }
}
