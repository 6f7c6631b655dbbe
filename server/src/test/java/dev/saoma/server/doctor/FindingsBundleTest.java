package dev.saoma.server.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.redis.RedisSelfTest.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The two languages of the message bundle agree with each other and with the code. */
class FindingsBundleTest {
    private static final ResourceBundle ENGLISH = bundle(Locale.ENGLISH);
    private static final ResourceBundle CHINESE = bundle(Locale.SIMPLIFIED_CHINESE);
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{[^}]*}?");
    private static final Pattern LITERAL = Pattern.compile("\"([a-z]+(?:-[a-z]+)*(?:\\.[a-z-]+)+)\"");

    /** Messages whose Chinese text omits the English message of an exception, or a name or reason. */
    private static final Set<String> OTHER_PLACEHOLDERS = Set.of(
            "app-id.form",
            "app-id.sample",
            "app.database-refused",
            "app.database-unread",
            "app.refused",
            "callback-domain.several",
            "check.failed",
            "configuration.refused",
            "database.down",
            "database.refused",
            "database.unreadable",
            "oidc-keys.refused",
            "public-url.certificate-ends",
            "wechat.dns.fix");

    @Test
    void hasTheSameKeysInBothLanguages() {
        assertThat(CHINESE.keySet()).isEqualTo(ENGLISH.keySet()).hasSizeGreaterThan(100);
    }

    @Test
    void hasTheSamePlaceholdersInBothLanguages() {
        assertThat(ENGLISH.keySet())
                .allSatisfy(key -> assertThat(placeholders(CHINESE, key).equals(placeholders(ENGLISH, key)))
                        .as(key)
                        .isEqualTo(!OTHER_PLACEHOLDERS.contains(key)));
    }

    @Test
    void isWrittenInPatternsOfMessageFormat() {
        for (ResourceBundle bundle : new ResourceBundle[] {ENGLISH, CHINESE}) {
            assertThat(bundle.keySet()).allSatisfy(key -> {
                assertThat(placeholders(bundle, key)).allMatch(placeholder -> placeholder.matches("\\{[0-3]}"));
                assertThat(bundle.getString(key).replace("''", "")).doesNotContain("'");
            });
        }
    }

    /** Every key is used in the code, and every key in the code exists. */
    @Test
    void hasEveryKeyThatTheCodeUsesAndNoOther() throws IOException {
        Set<String> used = used();

        assertThat(ENGLISH.keySet())
                .allMatch(key -> used.contains(key) || used.contains(key.replaceAll("\\.fix$", "")));
        assertThat(used).allMatch(ENGLISH::containsKey);
    }

    private static Set<String> used() throws IOException {
        Set<String> checks = ENGLISH.keySet().stream()
                .map(key -> key.substring(0, key.indexOf('.')))
                .collect(Collectors.toSet());
        var used = new HashSet<String>();
        try (Stream<Path> files =
                Files.walk(Path.of("src/main/java/dev/saoma/server/doctor")).filter(Files::isRegularFile)) {
            Stream<Path> others = Stream.of("Doctor", "operation/LoginFindings")
                    .map(name -> Path.of("src/main/java/dev/saoma/server/" + name + ".java"));
            for (Path file : Stream.concat(files, others).toList()) {
                LITERAL.matcher(Files.readString(file))
                        .results()
                        .map(literal -> literal.group(1))
                        .filter(key -> checks.contains(key.substring(0, key.indexOf('.'))))
                        .forEach(used::add);
            }
        }
        for (String clock : Set.of("clock.wechat", "clock.database")) {
            assertThat(used.remove(clock)).isTrue();
            used.addAll(Set.of(clock + ".agrees", clock + ".differs"));
        }
        Arrays.stream(Kind.values())
                .flatMap(kind -> Stream.of(RedisCheck.key(kind, true), RedisCheck.key(kind, false)))
                .forEach(used::add);
        return used;
    }

    private static Set<String> placeholders(ResourceBundle bundle, String key) {
        return PLACEHOLDER
                .matcher(bundle.getString(key))
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static ResourceBundle bundle(Locale language) {
        return ResourceBundle.getBundle("dev.saoma.server.doctor.findings", language);
    }
}
