package dev.saoma.server.setting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.saoma.error.ConfigException;
import dev.saoma.secret.SealKey;
import dev.saoma.secret.Secret;
import dev.saoma.servlet.ClientSettings;
import dev.saoma.servlet.RateLimit;
import dev.saoma.servlet.RateLimits;
import dev.saoma.servlet.WebSettings.Mode;
import dev.saoma.wechat.HttpProxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerSettingsTest {
    private static final Map<String, String> PRODUCTION = Map.of("saoma.public-url", "https://login.example.com");

    @TempDir
    private Path folder;

    @Test
    void takesARedisBesideADatabaseServerAlone() {
        String url = "rediss://saoma:CANARY@cache.example:6380/2";
        assertThat(read(Map.of(
                                "saoma.mode",
                                "development",
                                "saoma.store.url",
                                "jdbc:postgresql://db/saoma",
                                "saoma.redis.url",
                                url))
                        .store()
                        .flatMap(StoreSettings::redis))
                .hasToString("Optional[rediss://cache.example:6380/2]");
        assertThatThrownBy(() -> read(Map.of("saoma.mode", "development", "saoma.redis.url", url)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("saoma.redis.url")
                .hasMessageContaining("saoma.store.url")
                .hasMessageNotContaining("CANARY");
        assertThatThrownBy(() -> read(Map.of(
                        "saoma.mode",
                        "development",
                        "saoma.store.url",
                        "jdbc:postgresql://db/saoma",
                        "saoma.redis.url",
                        "redis:CANARY@cache")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("saoma.redis.url")
                .hasMessageContaining("rediss://")
                .hasMessageNotContaining("CANARY");
    }

    @Test
    void asksTheDatabaseMoreOftenWhereSeveralNodesMayShareIt() {
        assertThat(read(Map.of("saoma.mode", "development")).sessionLifetimes().cached())
                .isEqualTo(Duration.ofSeconds(30));
        assertThat(read(Map.of("saoma.mode", "development", "saoma.store.url", "jdbc:postgresql://db/saoma"))
                        .sessionLifetimes()
                        .cached())
                .isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void isProductionUnlessSaidOtherwise() {
        assertThat(read(PRODUCTION).mode()).isEqualTo(Mode.PRODUCTION);
    }

    @Test
    void needsThePublicUrlInProduction() {
        assertThatThrownBy(() -> read(Map.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("saoma.public-url")
                .hasMessageContaining("saoma.mode=development");
    }

    /** Production talks only to WeChat, and only over https. */
    @ParameterizedTest
    @CsvSource({
        "saoma.wechat.page-url, http://localhost:9090",
        "saoma.wechat.api-url, http://localhost:9090",
        "saoma.wechat.api-url, http://api.weixin.qq.com",
        "saoma.wechat.api-url, https://api.weixin.qq.com:8443",
        "saoma.wechat.api-url, https://api.weixin.qq.com.example.com",
        "saoma.wechat.page-url, https://example.com"
    })
    void refusesAnythingButWeChatInProduction(String key, String value) {
        assertThatThrownBy(() -> read(Map.of("saoma.public-url", "https://login.example.com", key, value)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("saoma.mode=development");
    }

    @Test
    void acceptsWeChatsOtherAccessPoints() {
        var settings = read(Map.of(
                "saoma.public-url",
                "https://login.example.com",
                "saoma.wechat.api-url",
                "https://sh.api.weixin.qq.com"));

        assertThat(settings.wechat().api().getHost()).isEqualTo("sh.api.weixin.qq.com");
    }

    @Test
    void staysOnLoopbackInDevelopment() {
        assertThatThrownBy(() -> read(Map.of("saoma.mode", "development", "saoma.host", "0.0.0.0")))
                .hasMessageContaining("saoma.host");
    }

    @ParameterizedTest
    @CsvSource({
        "saoma.port, 70000",
        "saoma.port, abc",
        "saoma.mode, prod",
        "saoma.store.migrate, yes",
        "saoma.store.url, db.example:5432",
        "saoma.store.url, jdbc:h2:mem:x",
        "saoma.store.url, jdbc:dm://db.example/saoma",
        "saoma.store.url, jdbc:kingbase8://db.example/saoma",
        "saoma.store.url, jdbc:oracle:thin:@//db.example/saoma",
        "saoma.store.url, jdbc:sqlserver://db.example;databaseName=saoma",
        "saoma.store.user, saoma",
        "saoma.admin-key, ''",
        "saoma.admin-key, 0123456789012345678901234567890",
        "saoma.admin-key, 'a key of more than 32 characters with spaces'",
        "saoma.session.idle, 30",
        "saoma.session.idle, -30m",
        "saoma.session.idle, 1m",
        "saoma.session.absolute, 0h",
        "saoma.session.cached, PT30S",
        "saoma.session.cached, 29m",
        "saoma.session.cached, 30m",
        "saoma.session.cached, 12h",
        "saoma.session.idle, 0",
        "saoma.login.attempt, 0",
        "saoma.session.recent, 10 m",
        "saoma.login.attempt, 0s",
        "saoma.login.login-code, 5min",
        "saoma.login.bind-ticket, x",
        "saoma.login.invitation, 1w",
        "saoma.login.profile, ''",
        "saoma.management.port, 70000",
        "saoma.management.port, 8080",
        "saoma.management.host, 127.0.0.1",
        "saoma.management.drain, 5s",
        "saoma.trusted-proxies, proxy.example",
        "saoma.limits.attempts, 200",
        "saoma.limits.calls, '0,10'",
        "saoma.limits.failures, none",
        "saoma.public-url, 'not an address'",
        "saoma.wechat.api-url, https://api.weixin.qq.com/path"
    })
    void namesTheKeyAndItsSource(String key, String value) {
        Map<String, String> given = new HashMap<>(PRODUCTION);
        given.put(key, value);

        assertThatThrownBy(() -> read(given))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(key)
                .satisfies(fault -> assertThat(key.endsWith("key")
                                && !value.isEmpty()
                                && fault.getMessage().contains(value))
                        .isFalse());
    }

    @Test
    void readsHowLongThingsLast() {
        ServerSettings settings = read(Map.of(
                "saoma.public-url", "https://login.example.com",
                "saoma.session.idle", "45m",
                "saoma.session.cached", "0",
                "saoma.login.invitation", "3d"));

        assertThat(settings.sessionLifetimes().idle()).isEqualTo(Duration.ofMinutes(45));
        assertThat(settings.sessionLifetimes().absolute()).isEqualTo(Duration.ofHours(12));
        assertThat(settings.sessionLifetimes().cached()).isEqualTo(Duration.ZERO);
        assertThat(settings.loginLifetimes().invitation()).isEqualTo(Duration.ofDays(3));
        assertThat(settings.loginLifetimes().attempt()).isEqualTo(Duration.ofMinutes(20));
    }

    @Test
    void takesACacheThatAnswersForAMillisecondLessThanWouldEndSessionsInUse() {
        assertThat(read(Map.of("saoma.mode", "development", "saoma.session.idle", "2m", "saoma.session.cached", "59s"))
                        .sessionLifetimes()
                        .cached())
                .isEqualTo(Duration.ofSeconds(59));
        assertThatThrownBy(() -> read(
                        Map.of("saoma.mode", "development", "saoma.session.idle", "2m", "saoma.session.cached", "60s")))
                .hasMessageContaining("saoma.session.cached")
                .hasMessageContaining("saoma.session.idle");
    }

    @Test
    void readsWhomToBelieveAndWhatEachMayDo() {
        ServerSettings settings = read(Map.of(
                "saoma.public-url", "https://login.example.com",
                "saoma.trusted-proxies", "10.0.0.0/8, fd00::1",
                "saoma.limits.attempts", "50, 5",
                "saoma.limits.failures", "off"));

        assertThat(settings.clients())
                .isEqualTo(new ClientSettings(
                        List.of("10.0.0.0/8", "fd00::1"),
                        new RateLimits(new RateLimit(50, 5), RateLimits.DEFAULT.calls(), RateLimit.OFF)));
    }

    @Test
    void tellsAnOperatorNothingUnlessAsked() {
        assertThat(read(PRODUCTION).management()).isEmpty();
    }

    @Test
    void tellsItOnLoopbackUnlessToldOtherwise() {
        Map<String, String> given = new HashMap<>(PRODUCTION);
        given.put("saoma.management.port", "9091");

        assertThat(read(given).management()).contains(new ManagementSettings("127.0.0.1", 9091, Duration.ZERO));
    }

    @Test
    void neverShowsTheAdministratorsKey() {
        String key = "5f2a9c01d4e87b363b0d95e7a1c8f042";
        var configuration = Configuration.of(
                Map.of("saoma.admin-key", key, "saoma.public-url", "https://login.example.com"),
                Map.of(),
                Optional.empty());
        ServerSettings settings = ServerSettings.read(configuration);

        assertThat(settings.admin().key()).isPresent();
        assertThat(settings.toString()).doesNotContain(key);
        assertThat(configuration.find("saoma.admin-key").toString()).doesNotContain(key);
        assertThat(read(PRODUCTION).admin().key()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "1001", "many"})
    void refusesAPoolThatIsNone(String size) {
        assertThatThrownBy(
                        () -> read(Map.of("saoma.store.url", "jdbc:postgresql://db/x", "saoma.store.pool-size", size)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("saoma.store.pool-size");
    }

    @Test
    void keepsTheStoresPasswordToItself() {
        ServerSettings settings = read(Map.of(
                "saoma.public-url",
                "https://login.example.com",
                "saoma.store.url",
                "jdbc:postgresql://db.example/saoma?password=CANARY",
                "saoma.store.user",
                "saoma",
                "saoma.store.password",
                "CANARY"));

        assertThat(settings.store()).map(StoreSettings::poolSize).contains(8);
        assertThat(settings.toString()).doesNotContain("CANARY");
    }

    @Test
    void keepsRowsInAFileUnlessToldOtherwise() {
        assertThat(read(PRODUCTION).store()).isEmpty();
    }

    @Test
    void readsSecretsFromFilesOfTheirOwn() throws Exception {
        String key = "5f2a9c01d4e87b363b0d95e7a1c8f042";
        Map<String, String> given = new HashMap<>(PRODUCTION);
        given.put("saoma.admin-key-file", write("key", key + "\n"));
        given.put("saoma.store.url", "jdbc:postgresql://db.example/saoma");
        given.put("saoma.store.password-file", write("password", "CANARY\n"));
        ServerSettings settings = read(given);

        assertThat(settings.admin().key().orElseThrow().reveal()).isEqualTo(key);
        assertThat(settings.store().orElseThrow().password().reveal()).isEqualTo("CANARY");
    }

    /** Whitespace, line ends and marks that editors and mounts add, in a file, a variable and the settings file. */
    @ParameterizedTest
    @ValueSource(strings = {"%s\n", "%s\r\n", " %s ", "\t%s\n\n", "\uFEFF%s", "\u00a0%s\u200b"})
    void cutsWhatIsAroundASecret(String around) throws Exception {
        String key = "7d1f0a93c5e84b26f9035ad1c7e2b864";
        String proxy = "http://jane:CANARY@proxy.example:3128";
        var secrets = Map.of(
                "saoma.admin-key",
                key,
                "saoma.store.password",
                "CANARY words",
                "saoma.wechat.proxy",
                proxy,
                "saoma.redis.url",
                "redis://:CANARY@cache.example");
        Map<String, String> given = new HashMap<>(PRODUCTION);
        given.put("saoma.store.url", "jdbc:postgresql://db.example/saoma");
        Map<String, String> inFiles = new HashMap<>(given);
        Map<String, String> variables = new HashMap<>();
        for (var secret : secrets.entrySet()) {
            String text = around.formatted(secret.getValue());
            variables.put(Configuration.variable(secret.getKey()), text);
            if (Configuration.IN_FILES.contains(secret.getKey())) {
                inFiles.put(secret.getKey() + "-file", write(secret.getKey(), text));
            } else {
                inFiles.put(secret.getKey(), text);
            }
        }

        for (ServerSettings settings :
                List.of(read(inFiles), ServerSettings.read(Configuration.of(given, variables, Optional.empty())))) {
            assertThat(settings.admin().key().orElseThrow().reveal()).isEqualTo(key);
            assertThat(settings.store().orElseThrow().password().reveal()).isEqualTo("CANARY words");
            assertThat(settings.wechat().proxy()).contains(HttpProxy.parse(proxy));
            assertThat(settings.store().orElseThrow().redis()).isPresent();
            assertThat(settings.toString()).doesNotContain("CANARY");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "saoma.admin-key",
                "saoma.oidc.key",
                "saoma.seal-key",
                "saoma.store.password",
                "saoma.wechat.proxy",
                "saoma.redis.url"
            })
    void refusesASecretOfTwoLines(String key) {
        Map<String, String> given = new HashMap<>(PRODUCTION);
        given.put("saoma.store.url", "jdbc:postgresql://db.example/saoma");
        given.put(key, "CANARY0123456789abcdef\nCANARY0123456789abcdef");

        assertThatThrownBy(() -> read(given))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(key)
                .hasMessageContaining("line")
                .hasMessageNotContaining("CANARY");
    }

    @ParameterizedTest
    @ValueSource(strings = {"proxy.example:3128", "https://proxy.example:3128", "http://jane:CANARY@proxy.example"})
    void refusesAProxyThatIsNone(String proxy) {
        assertThatThrownBy(() ->
                        read(Map.of("saoma.public-url", "https://login.example.com", "saoma.wechat.proxy", proxy)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("saoma.wechat.proxy")
                .hasMessageContaining("http://user:password@host:port")
                .hasMessageNotContaining("CANARY");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "CANARY",
                "7c0b6a1fd2934e58b1a7c3f09e8d2465aa1b5f7730c94de2816f3b0d9c47e5",
                "7c0b6a1fd2934e58b1a7c3f09e8d2465aa1b5f7730c94de2816f3b0d9c47e5a2,CANARY",
                "7c0b6a1fd2934e58b1a7c3f09e8d2465aa1b5f7730c94de2816f3b0d9c47e5a2,"
            })
    void refusesASealKeyThatIsNone(String key) {
        assertThatThrownBy(() -> read(Map.of("saoma.public-url", "https://login.example.com", "saoma.seal-key", key)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("saoma.seal-key")
                .hasMessageContaining("openssl rand -hex 32")
                .hasMessageNotContaining("CANARY")
                .hasMessageNotContaining("7c0b");
    }

    @Test
    void readsASealKeyAndFormerOnes() {
        String former = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";
        SealKey key = read(Map.of(
                        "saoma.public-url",
                        "https://login.example.com",
                        "saoma.seal-key",
                        "7c0b6a1fd2934e58b1a7c3f09e8d2465aa1b5f7730c94de2816f3b0d9c47e5a2, " + former))
                .saoma()
                .sealKey();

        assertThat(key.open(SealKey.of(Secret.of(former)).seal(Secret.of("x"), "y"), "y"))
                .isEqualTo(Secret.of("x"));
        assertThat(read(Map.of("saoma.public-url", "https://login.example.com"))
                        .saoma()
                        .sealKey()
                        .canSeal())
                .isFalse();
    }

    /** A proxy does not change the allowed addresses of WeChat. */
    @Test
    void refusesAnythingButWeChatBehindAProxy() {
        assertThatThrownBy(() -> read(Map.of(
                        "saoma.public-url", "https://login.example.com",
                        "saoma.wechat.proxy", "http://proxy.example:3128",
                        "saoma.wechat.api-url", "https://api.example.com")))
                .hasMessageContaining("saoma.mode=development");
    }

    @Test
    void refusesASecretThatIsGivenTwiceOrNowhere() throws Exception {
        String file = write("key", "5f2a9c01d4e87b363b0d95e7a1c8f042");

        assertThatThrownBy(() -> read(Map.of("saoma.admin-key-file", file, "saoma.admin-key", "x")))
                .hasMessageContaining("saoma.admin-key-file")
                .hasMessageContaining("one of the two");
        assertThatThrownBy(() -> read(Map.of("saoma.admin-key-file", file + "x")))
                .hasMessageContaining("saoma.admin-key-file")
                .hasMessageContaining("readable");
    }

    private String write(String name, String text) throws Exception {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    @Test
    void refusesAMisspeltKeyInTheFile() throws Exception {
        Path file = Files.writeString(folder.resolve("saoma.properties"), "saoma.public_url=https://x.example\n");

        assertThatThrownBy(() -> Configuration.of(Map.of(), Map.of(), Optional.of(file)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("saoma.properties")
                .hasMessageContaining("saoma.public_url");
    }

    @Test
    void prefersTheCommandLineToTheEnvironmentToTheFile() throws Exception {
        Path file = Files.writeString(
                folder.resolve("saoma.properties"), "saoma.port=1\nsaoma.data=file\nsaoma.app=file\n");
        Map<String, String> environment = Map.of("SAOMA_PORT", "2", "SAOMA_DATA", "environment");
        var configuration = Configuration.of(
                Map.of("saoma.port", "3", "saoma.public-url", "https://login.example.com"),
                environment,
                Optional.of(file));

        ServerSettings settings = ServerSettings.read(configuration);

        assertThat(settings.port()).isEqualTo(3);
        assertThat(settings.data()).isEqualTo(Path.of("environment"));
        assertThat(settings.app()).isEqualTo(Path.of("file"));
    }

    @Test
    void namesTheVariablesThatLookLikeSettingsAndAreNone() {
        Map<String, String> environment = Map.of(
                "SAOMA_STORE_URI", "jdbc:postgresql://db.example/saoma",
                "SAOMA_PUBLICURL", "https://login.example.com",
                "SAOMA_DATA", "data",
                "SAOMA_CONFIG", "saoma.properties",
                "SAOMA_JAVA_OPTS", "-Xmx1g",
                "PATH", "/bin");

        assertThat(stray(environment)).containsExactly("SAOMA_PUBLICURL", "SAOMA_STORE_URI");
    }

    /** Kubernetes sets these variables for Services named saoma and saoma-login. */
    @Test
    void leavesKubernetesItsVariables() {
        var environment = new HashMap<String, String>();
        for (String service : List.of("SAOMA", "SAOMA_LOGIN")) {
            for (String link : List.of(
                    "SERVICE_HOST", "SERVICE_PORT", "SERVICE_PORT_HTTP", "PORT_8080_TCP", "PORT_8080_TCP_ADDR")) {
                environment.put(service + "_" + link, "10.0.0.1");
            }
        }
        environment.put("SAOMA_LOGIN_PORT", "tcp://10.0.0.1:8080");

        assertThat(stray(environment)).isEmpty();
    }

    private static List<String> stray(Map<String, String> environment) {
        return Configuration.of(Map.of(), environment, Optional.empty()).strayVariables();
    }

    private static ServerSettings read(Map<String, String> given) {
        return ServerSettings.read(Configuration.of(given, Map.of(), Optional.empty()));
    }
}
