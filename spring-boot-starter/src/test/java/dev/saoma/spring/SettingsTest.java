package dev.saoma.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.saoma.servlet.RateLimit;
import dev.saoma.servlet.WebSettings;
import dev.saoma.session.SessionLifetimes;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.env.OriginTrackedMapPropertySource;
import org.springframework.boot.env.PropertiesPropertySourceLoader;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.io.ByteArrayResource;

/** The effect of the properties, and the messages for invalid ones. */
class SettingsTest {
    private static final String CANARY = "CANARY_appSecret_7f3c";

    private static final String LIVE = """
            saoma.public-url=https://login.example.com
            saoma.instances.MyWeChatLogin.app-id=wx0123456789abcdef
            saoma.instances.MyWeChatLogin.app-secret=%s
            """.formatted(CANARY);

    private static final String TRIAL = """
            saoma.mode=development
            saoma.instances.MyWeChatLogin.app-id=wx0123456789abcdef
            saoma.instances.MyWeChatLogin.app-secret=%s
            """.formatted(CANARY);

    @Nested
    class Well {

        @Test
        void needsThreeValuesInProduction() {
            Settings settings = read(LIVE);

            WebSettings web = settings.web().orElseThrow().settings();
            assertThat(web.publicUrl()).hasToString("https://login.example.com");
            assertThat(web.path()).isEqualTo("/saoma");
            assertThat(web.mode()).isEqualTo(WebSettings.Mode.PRODUCTION);
            assertThat(settings.wechat().official()).isTrue();
            assertThat(settings.data()).isEqualTo(Path.of("data"));
            assertThat(settings.sessionLifetimes().embedded()).isEqualTo(SessionLifetimes.DEFAULT);
            assertThat(settings.instances()).singleElement().satisfies(instance -> {
                assertThat(instance.name()).isEqualTo("MyWeChatLogin");
                assertThat(instance.appSecret().reveal()).isEqualTo(CANARY);
            });
        }

        @Test
        void standsOnTheServersPortInDevelopment() {
            assertThat(web(TRIAL).publicUrl()).hasToString("http://localhost:8080");
            assertThat(web(TRIAL + "server.port=9123").publicUrl()).hasToString("http://localhost:9123");
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    // The forms that Spring Boot accepts, and those that people write.
                    "server.servlet.context-path=/                                | /saoma",
                    "server.servlet.context-path=                                 | /saoma",
                    "server.servlet.context-path=/shop/                           | /shop/saoma",
                    "server.servlet.context-path=shop                             | /shop/saoma",
                    "server.servlet.context-path=/a/b                             | /a/b/saoma",
                    "saoma.path=people                                            | /people",
                    "saoma.path=/people/                                          | /people",
                    "saoma.path=/saoma;spring.mvc.servlet.path=/                  | /saoma",
                    "spring.mvc.servlet.path=/api                                 | /saoma",
                    "saoma.public-path=/sso                                       | /sso/saoma",
                    "saoma.public-path=sso/;server.servlet.context-path=/shop     | /sso/saoma",
                    "saoma.public-path=/sso/shop;server.servlet.context-path=shop | /sso/shop/saoma",
                    "saoma.public-path=/;server.servlet.context-path=/shop        | /saoma",
                    "saoma.public-path=;server.servlet.context-path=/shop         | /saoma"
                })
        void makesOnePathOfAllThatStandBeforeIt(String lines, String path) {
            assertThat(web(LIVE + lines.replace(';', '\n')).path()).isEqualTo(path);
        }

        @Test
        void isMappedApartFromWhatBrowsersSee() {
            WebPlace place = read(LIVE
                            + "saoma.path=people/\nsaoma.public-path=/sso\nserver.servlet.context-path=/shop")
                    .web()
                    .orElseThrow();

            assertThat(place.path()).isEqualTo("/people");
            assertThat(place.settings().path()).isEqualTo("/sso/people");
            assertThat(place.before()).isEqualTo("/sso");
        }

        @Test
        void readsEveryKindOfValue() {
            Settings settings = read(TRIAL + """
                    saoma.path=/people
                    saoma.allowed-origins=https://shop.example.com,http://localhost:5173
                    saoma.redirect-uris=https://shop.example.com/callback
                    saoma.trusted-proxies=10.0.0.0/8
                    saoma.reauth-url=/signin
                    saoma.wechat.page-url=http://localhost:9090
                    saoma.wechat.api-url=http://localhost:9090
                    saoma.session.absolute=7d
                    saoma.session.recent=90s
                    saoma.login.login-code=PT1M
                    saoma.limits.attempts=5,1
                    saoma.limits.calls=off
                    """);

            WebSettings web = settings.web().orElseThrow().settings();
            assertThat(web.allowedOrigins()).containsExactly("https://shop.example.com", "http://localhost:5173");
            assertThat(web.redirectUris()).hasSize(1);
            assertThat(web.reauthUrl()).contains("/signin");
            assertThat(web.wechatPageOrigin()).isEqualTo("http://localhost:9090");
            assertThat(web.clients().trustedProxies()).containsExactly("10.0.0.0/8");
            assertThat(web.clients().limits().attempts()).isEqualTo(new RateLimit(5, 1));
            assertThat(web.clients().limits().calls()).isEqualTo(RateLimit.OFF);
            assertThat(settings.sessionLifetimes().embedded().absolute()).isEqualTo(Duration.ofDays(7));
            assertThat(settings.sessionLifetimes().embedded().recent()).isEqualTo(Duration.ofSeconds(90));
            assertThat(settings.loginLifetimes().loginCode()).isEqualTo(Duration.ofMinutes(1));
        }

        @Test
        void leavesHalfOfTheThreadsToEverybodyElse() {
            assertThat(read(LIVE).wechat().inFlight()).isEqualTo(100);
            assertThat(web(LIVE).clients().open()).isEqualTo(100);
            String fewer = LIVE + "server.tomcat.threads.max=50\n";
            assertThat(read(fewer).wechat().inFlight()).isEqualTo(25);
            assertThat(web(fewer).clients().open()).isEqualTo(25);
            String given = LIVE + "saoma.wechat.in-flight=7\nsaoma.limits.open=9\n";
            assertThat(read(given).wechat().inFlight()).isEqualTo(7);
            assertThat(web(given).clients().open()).isEqualTo(9);
            boolean virtual = Runtime.version().feature() >= 21;
            assertThat(read(LIVE + "spring.threads.virtual.enabled=true\n")
                            .wechat()
                            .inFlight())
                    .isEqualTo(virtual ? 1_000 : 100);
        }

        @Test
        void trustsMemoryForLessTimeWhereSeveralNodesMayShareADatabase() {
            assertThat(read(LIVE).sessionLifetimes().shared().cached()).isEqualTo(Duration.ofSeconds(2));
            assertThat(read(LIVE + "saoma.session.cached=0s")
                            .sessionLifetimes()
                            .shared()
                            .cached())
                    .isEqualTo(Duration.ZERO);
            assertThat(read(LIVE + "saoma.session.cached=1m")
                            .sessionLifetimes()
                            .embedded()
                            .cached())
                    .isEqualTo(Duration.ofMinutes(1));
        }

        @Test
        void readsYamlWithItsOwnWordForOff() throws IOException {
            var environment = new StandardEnvironment();
            String yaml = """
                    saoma:
                      mode: development
                      limits: {attempts: off}
                      instances: {MyWeChatLogin: {app-id: wx1, app-secret: s, registration: ticket}}
                    """;
            new YamlPropertySourceLoader()
                    .load("application.yaml", new ByteArrayResource(yaml.getBytes(), "application.yaml"))
                    .forEach(source -> environment.getPropertySources().addLast(source));

            Settings settings = Settings.read(environment, true, true);

            assertThat(settings.web()
                            .orElseThrow()
                            .settings()
                            .clients()
                            .limits()
                            .attempts())
                    .isEqualTo(RateLimit.OFF);
            assertThat(settings.instances().get(0).registration()).isEqualTo(dev.saoma.logintype.Registration.TICKET);
        }

        @Test
        void takesTheSecretFromTheEnvironment() throws IOException {
            var environment = environment(TRIAL.replace(CANARY, "${WECHAT_APP_SECRET}"));
            environment
                    .getPropertySources()
                    .addFirst(new SystemEnvironmentPropertySource("test", Map.of("WECHAT_APP_SECRET", CANARY)));

            assertThat(Settings.read(environment, true, true)
                            .instances()
                            .get(0)
                            .appSecret()
                            .reveal())
                    .isEqualTo(CANARY);
        }

        @Test
        void cutsWhatIsAroundASecret() {
            Settings settings = read(LIVE.replace(CANARY, CANARY + "\\n") + """
                    saoma.wechat.proxy=\\uFEFFhttp://jane:CANARY_appSecret_7f3c@proxy.example:3128\\r\\n
                    saoma.redis.url=redis://:CANARY_appSecret_7f3c@cache.example\\n
                    """);

            assertThat(settings.instances().get(0).appSecret().reveal()).isEqualTo(CANARY);
            assertThat(settings.wechat().proxy()).hasToString("Optional[http://proxy.example:3128]");
            assertThat(settings.redis().orElseThrow().reveal()).endsWith("cache.example");
            assertThat(settings.toString()).doesNotContain(CANARY);
        }

        @Test
        void needsNoAddressWhereNothingIsServed() throws IOException {
            Settings settings = Settings.read(environment(LIVE.replaceFirst("saoma.public-url.*\n", "")), false, true);

            assertThat(settings.web()).isEmpty();
        }
    }

    @Nested
    class Wrong {

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "saoma.mode=test                          | saoma.mode               | must be production or development",
                    "saoma.public-url=ht tp:x                 | saoma.public-url         | must be an address",
                    "saoma.public-url=http://login.example.com| saoma.public-url         | plain http",
                    "saoma.public-url=https://a.example.com/x | saoma.public-url         | saoma.public-path",
                    "saoma.path=/a b                          | saoma.path               | must be a path such as",
                    "saoma.path=/                             | saoma.path               | must not be empty",
                    "spring.mvc.servlet.path=/saoma/          | saoma.path               | spring.mvc.servlet.path too",
                    "saoma.public-path=/a/../b                | saoma.public-path        | must be a path such as",
                    "server.servlet.context-path=/账户          | server.servlet.context-path | saoma.public-path",
                    "saoma.path=                              | saoma.path               | must not be empty",
                    "saoma.allowed-origins=*                  | saoma.allowed-origins    | no origin",
                    "saoma.redirect-uris=http://a.example.com/| saoma.redirect-uris      | not an https address",
                    "saoma.redirect-uris=a b                  | saoma.redirect-uris      | no address",
                    "saoma.trusted-proxies=proxy              | saoma.trusted-proxies    | no block",
                    "saoma.cookie-suffix=a b                  | saoma.cookie-suffix      | 1 to 64 letters",
                    "saoma.cookie-suffix=                     | saoma.cookie-suffix      | 1 to 64 letters",
                    "saoma.reauth-url=//evil.example          | saoma.reauth-url         | plain path",
                    "saoma.wechat.api-url=http://localhost:9  | saoma.wechat.api-url     | production refuses",
                    "saoma.wechat.page-url=http://localhost:9 | saoma.wechat.page-url    | production refuses",
                    "saoma.public-url=http://localhost:8080   | saoma.public-url         | saoma.mode=development",
                    "saoma.public-url=https://127.0.0.1       | saoma.public-url         | saoma.mode=development",
                    "saoma.public-url=https://[::ffff:7f00:1] | saoma.public-url         | saoma.mode=development",
                    "saoma.public-url=https://192.168.1.5     | saoma.public-url         | saoma.mode=development",
                    "saoma.wechat.proxy=                      | saoma.wechat.proxy       | http://user:password@host:port",
                    "saoma.wechat.proxy=http://a:CANARY_appSecret_7f3c@b | saoma.wechat.proxy | http://user:password@host:port",
                    "saoma.wechat.proxy=http://a:b\\n@c:3128  | saoma.wechat.proxy       | on one line",
                    "saoma.redis.url=redis://a\\nb             | saoma.redis.url          | on one line",
                    "saoma.instances.B.app-secret=a\\nb        | saoma.instances.B.app-secret    | on one line",
                    "saoma.store.password=a\\nb               | saoma.store.password     | on one line",
                    "saoma.wechat.api-url=https://a.b/c       | saoma.wechat.api-url     | without a path",
                    "saoma.session.idle=1m                    | saoma.session.idle       | must be 2m or more",
                    "saoma.session.idle=soon                  | saoma.session.idle       | a duration such as",
                    "saoma.session.absolute=0s                | saoma.session.absolute   | more than nothing",
                    "saoma.session.recent=-1m                 | saoma.session.recent     | more than nothing",
                    "saoma.session.cached=-1s                 | saoma.session.cached     | not be negative",
                    "saoma.session.cached=29m                 | saoma.session.cached     | less than saoma.session.idle",
                    "saoma.session.cached=30m                 | saoma.session.cached     | less than saoma.session.idle",
                    "saoma.session.cached=12h                 | saoma.session.cached     | less than saoma.session.idle",
                    "saoma.login.attempt=0s                   | saoma.login.attempt      | more than nothing",
                    "saoma.login.login-code=0s                | saoma.login.login-code   | more than nothing",
                    "saoma.login.bind-ticket=0s               | saoma.login.bind-ticket  | more than nothing",
                    "saoma.login.invitation=0s                | saoma.login.invitation   | more than nothing",
                    "saoma.login.profile=0s                   | saoma.login.profile      | more than nothing",
                    "saoma.limits.attempts=many               | saoma.limits.attempts    | must be off, or how many",
                    "saoma.limits.calls=5                     | saoma.limits.calls       | must be off, or how many",
                    "saoma.limits.failures=0,0                | saoma.limits.failures    | must be off, or how many",
                    "saoma.limits.open=0                      | saoma.limits.open        | must be 1 or more",
                    "saoma.wechat.in-flight=0                 | saoma.wechat.in-flight   | must be positive",
                    "saoma.store.type=h2                      | saoma.store.type         | auto or data-source or sqlite",
                    "saoma.store.url=jdbc:h2:mem:x            | saoma.store.url          | must be jdbc:postgresql:",
                    "saoma.store.url=jdbc:dm://db/saoma       | saoma.store.url          | in no other database",
                    "saoma.store.user=me                      | saoma.store.user         | has no effect without saoma.store.url",
                    "saoma.store.password=pw                  | saoma.store.password     | has no effect without saoma.store.url",
                    "saoma.store.pool-size=0                  | saoma.store.pool-size    | from 1 to 1000",
                    "saoma.store.pool-size=many               | saoma.store.pool-size    | a whole number",
                    "saoma.store.migrate=maybe                | saoma.store.migrate      | must be true or false",
                    "saoma.redis.url=                         | saoma.redis.url          | must be redis://",
                    "saoma.redis.url=cache:6379               | saoma.redis.url          | must be redis://",
                    "saoma.redis.url=redis://:CANARY_appSecret_7f3c@cache/x | saoma.redis.url | must be redis://",
                    "saoma.redis.urls=redis://cache           | saoma.redis.urls         | misspelt",
                    "saoma.app=somewhere                      | saoma.app                | keep one of the two",
                    "saoma.publicurl.typo=x                   | saoma.publicurl.typo     | misspelt",
                    "saoma.instances.B.app-id=w x             | saoma.instances.B.app-id | 1 to 64 letters",
                    "saoma.instances.B.app-secret=            | saoma.instances.B.app-secret    | is required",
                    "saoma.instances.B.app-secret=${NOT_SET}  | saoma.instances.B.app-secret    | variable that is not set",
                    "saoma.instances.B.registration=free      | saoma.instances.B.registration  | deny or ticket or open",
                    "saoma.instances.B.open-platform=a b      | saoma.instances.B.open-platform | 1 to 64 letters",
                    "saoma.instances.B.active=yes please      | saoma.instances.B.active | must be true or false",
                    "saoma.instances.B.title=                 | saoma.instances.B.title  | must not be empty",
                    "saoma.instances.B.appId2=x               | saoma.instances.B.appId2 | misspelt",
                    "saoma.instances.WeChatType.app-id=wx1    | saoma.instances.WeChatType | Saoma's own"
                })
        void isNamedWithWhereItIsSetAndWhatToDo(String line, String key, String problem) {
            String other = line.startsWith("saoma.instances.B") ? """
                    saoma.instances.B.app-id=wx2
                    saoma.instances.B.app-secret=s
                    """ : "";
            List<Fault> faults = faults(LIVE + other + line);

            assertThat(faults).anySatisfy(fault -> {
                assertThat(fault.key()).isEqualTo(key);
                assertThat(fault.problem()).contains(problem);
                assertThat(fault.origin())
                        .contains(key.equals("saoma.path") && !line.startsWith(key) ? "" : "application.properties");
            });
            assertThat(faults.toString()).doesNotContain(CANARY);
        }

        @Test
        void isAllToldAtOnce() {
            String text = """
                    saoma.mode=prod
                    saoma.public-url=http://login.example.com
                    saoma.session.idle=1s
                    saoma.sesion.absolute=1h
                    saoma.limits.calls=lots
                    saoma.allowed-origins=*,https://good.example.com,ftp://x
                    saoma.instances.First.app-id=%s!
                    saoma.instances.Second.app-secret=%s
                    saoma.instances.Second.registration=sometimes
                    """.formatted(CANARY, CANARY);

            assertThat(faults(text))
                    .extracting(Fault::key)
                    .containsExactlyInAnyOrder(
                            "saoma.mode",
                            "saoma.public-url",
                            "saoma.session.idle",
                            "saoma.sesion.absolute",
                            "saoma.limits.calls",
                            "saoma.allowed-origins",
                            "saoma.allowed-origins",
                            "saoma.instances.First.app-id",
                            "saoma.instances.First.app-secret",
                            "saoma.instances.Second.app-id",
                            "saoma.instances.Second.registration");
            assertThat(faults(text).toString()).doesNotContain(CANARY);
        }

        @Test
        void isALoginMethodThatIsNotThere() {
            assertThat(faults("saoma.mode=development"))
                    .singleElement()
                    .hasToString("saoma.instances: names no login method; set saoma.instances.MyWeChatLogin.app-id and"
                            + " saoma.instances.MyWeChatLogin.app-secret (or saoma.app, the folder of an app)");
        }

        @Test
        void isDevelopmentAwayFromLoopback() {
            assertThat(faults(TRIAL + "saoma.public-url=https://login.example.com"))
                    .singleElement()
                    .satisfies(fault -> assertThat(fault.problem()).contains("must be on loopback"));
        }

        @Test
        void isAPortThatNobodyKnowsYet() {
            assertThat(faults(TRIAL + "server.port=0"))
                    .singleElement()
                    .satisfies(fault -> assertThat(fault.problem()).contains("while server.port is 0"));
        }
    }

    private static List<Fault> faults(String properties) {
        return catchThrowableOfType(SettingsException.class, () -> read(properties))
                .faults();
    }

    private static WebSettings web(String properties) {
        return read(properties).web().orElseThrow().settings();
    }

    private static Settings read(String properties) {
        try {
            return Settings.read(environment(properties), true, true);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static StandardEnvironment environment(String properties) throws IOException {
        var environment = new StandardEnvironment();
        var file = new ByteArrayResource(properties.getBytes(), "application.properties");
        for (PropertySource<?> source : new PropertiesPropertySourceLoader().load("application.properties", file)) {
            assertThat(source).isInstanceOf(OriginTrackedMapPropertySource.class);
            environment.getPropertySources().addLast(source);
        }
        return environment;
    }
}
