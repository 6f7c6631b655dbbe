package dev.saoma.servlet.internal.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The languages of the texts for users. */
public enum Language {
    ENGLISH("en"),
    /** Simplified Chinese, used for every script and region of Chinese. */
    CHINESE("zh-CN");

    /** No known browser sends a longer header. */
    private static final int LONGEST = 500;

    private static final Pattern RANGE = Pattern.compile(
            "([A-Za-z]{1,8}|\\*)(?:-[A-Za-z0-9]{1,8}){0,8}(?:[ \\t]*;[ \\t]*[qQ]=(0(?:\\.[0-9]{0,3})?|1(?:\\.0{0,3})?))?");

    private final String tag;

    Language(String tag) {
        this.tag = tag;
    }

    /** Returns the tag for {@code Content-Language}. */
    public String tag() {
        return tag;
    }

    /**
     * Returns the language for a page: the first that {@code ui_locales} names, else the one that {@code Accept-Language} prefers.
     *
     * @param uiLocales the parameter of OpenID Connect; languages other than ours count as absent
     */
    public static Language preferred(Optional<String> uiLocales, HttpServletRequest request) {
        return uiLocales
                .flatMap(Language::ofLocales)
                .orElseGet(() -> preferred(Collections.list(request.getHeaders("Accept-Language"))));
    }

    /** Returns the first language of a list of tags that is one of ours. */
    public static Optional<Language> ofLocales(String tags) {
        return tags.length() > LONGEST
                ? Optional.empty()
                : Stream.of(tags.split(" ", -1))
                        .flatMap(tag -> ofTag(tag).stream())
                        .findFirst();
    }

    private static Optional<Language> ofTag(String tag) {
        return switch (tag.split("[-_]", 2)[0].toLowerCase(Locale.ROOT)) {
            case "en" -> Optional.of(ENGLISH);
            case "zh" -> Optional.of(CHINESE);
            default -> Optional.empty();
        };
    }

    private record Range(String primary, double weight, int place) {
        boolean matches(String language) {
            return primary.equals(language);
        }
    }

    /**
     * Returns the language that {@code Accept-Language} prefers, by weight, then by position; English when it lists neither,
     * when it is malformed, and when there is no header.
     */
    public static Language preferred(Iterable<String> headers) {
        String all = String.join(",", headers);
        List<Range> ranges = all.length() > LONGEST ? List.of() : ranges(all);
        Optional<Range> english = best(ranges, "en");
        Optional<Range> chinese = best(ranges, "zh");
        return chinese.isPresent() && (english.isEmpty() || ORDER.compare(chinese.get(), english.get()) < 0)
                ? CHINESE
                : ENGLISH;
    }

    private static final Comparator<Range> ORDER =
            Comparator.comparingDouble(Range::weight).reversed().thenComparingInt(Range::place);

    /** Returns the range of a language, or else the wildcard range; empty when its weight is 0. */
    private static Optional<Range> best(List<Range> ranges, String language) {
        return Stream.of(language, "*")
                .map(name ->
                        ranges.stream().filter(range -> range.matches(name)).min(ORDER))
                .flatMap(Optional::stream)
                .findFirst()
                .filter(range -> range.weight() > 0);
    }

    /** Returns the ranges of a header; none when any entry is malformed. */
    private static List<Range> ranges(String header) {
        var ranges = new ArrayList<Range>();
        for (String each : header.split(",", -1)) {
            if (!each.isBlank()) {
                Matcher parts = RANGE.matcher(each.strip());
                if (!parts.matches()) {
                    return List.of();
                }
                double weight = parts.group(2) == null ? 1 : Double.parseDouble(parts.group(2));
                ranges.add(new Range(parts.group(1).toLowerCase(Locale.ROOT), weight, ranges.size()));
            }
        }
        return Collections.unmodifiableList(ranges);
    }
}
