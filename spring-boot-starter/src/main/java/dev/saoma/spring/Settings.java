package dev.saoma.spring;

import dev.saoma.login.LoginLifetimes;
import dev.saoma.redis.RedisAddress;
import dev.saoma.secret.Secret;
import dev.saoma.servlet.WebSettings.Mode;
import dev.saoma.servlet.internal.setting.SaomaSettings;
import dev.saoma.servlet.internal.setting.SessionsByStore;
import dev.saoma.servlet.internal.setting.SettingFaults;
import dev.saoma.servlet.internal.setting.SettingReader;
import dev.saoma.spring.SaomaProperties.Store;
import dev.saoma.spring.SaomaProperties.StoreType;
import dev.saoma.wechat.WeChatInstance;
import dev.saoma.wechat.WeChatSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.springframework.core.env.Environment;

/**
 * The checked properties of an application.
 *
 * @param saoma the settings that the server shares
 * @param app an app's folder; empty when there are instances
 * @param data the folder of the embedded database
 * @param redis the Redis between several nodes; empty for one node
 * @param web the location of the servlet; empty when the application has no servlet container
 */
record Settings(
        SaomaSettings saoma,
        Optional<Path> app,
        List<WeChatInstance> instances,
        Path data,
        Store store,
        Optional<Secret> redis,
        Optional<WebPlace> web) {

    /**
     * Reads all properties, with the context path that they set.
     *
     * @param serves whether there is a servlet container
     * @param redis whether the module for Redis is present
     * @throws SettingsException with all faults
     */
    static Settings read(Environment environment, boolean serves, boolean redis) {
        String contextPath = environment.getProperty(WebPlaceReader.CONTEXT_PATH, "");
        return read(environment, serves ? Optional.of(contextPath) : Optional.empty(), redis);
    }

    /**
     * Reads all properties.
     *
     * @param contextPath the application's path in its servlet container; empty when there is no container
     * @param redis whether the module for Redis is present
     * @throws SettingsException with all faults
     */
    static Settings read(Environment environment, Optional<String> contextPath, boolean redis) {
        var source = new PropertyReader(environment);
        var faults = new SettingFaults(source::origin);
        SaomaProperties properties = source.read(faults);
        var reader = new SettingReader(source.values(), faults);
        SaomaSettings saoma = reader.saoma(RequestThreads.half(environment));
        if (reader.store().isPresent() && properties.store().type() != StoreType.AUTO) {
            faults.add("saoma.store.type", "must be left out beside saoma.store.url");
        }
        var settings = new Settings(
                saoma,
                Optional.ofNullable(properties.app()),
                new InstanceReader(properties, faults).instances(),
                properties.data(),
                properties.store(),
                redis(reader, faults, redis),
                contextPath.flatMap(
                        path -> new WebPlaceReader(properties, environment, reader, faults).place(saoma, path)));
        if (!faults.all().isEmpty()) {
            throw new SettingsException(faults.all());
        }
        return settings;
    }

    private static Optional<Secret> redis(SettingReader reader, SettingFaults faults, boolean present) {
        String key = "saoma.redis.url";
        Optional<Secret> url = reader.secret(key);
        if (url.isPresent() && !present) {
            faults.add(
                    key,
                    "needs the module for Redis: add the dependency dev.saoma:saoma-redis, in the starter's version (on Spring"
                            + " Boot 3.5 newer libraries as well, which docs/spring-boot.md names)");
            return Optional.empty();
        }
        url.ifPresent(address -> faults.check(key, () -> RedisUrl.checked(address)));
        return url;
    }

    /** A class of its own, since Spring reads the methods of {@link Settings} also when the Redis types are absent. */
    private static final class RedisUrl {
        static Secret checked(Secret url) {
            RedisAddress.parse(url.reveal());
            return url;
        }
    }

    boolean production() {
        return saoma.mode() == Mode.PRODUCTION;
    }

    WeChatSettings wechat() {
        return saoma.wechat();
    }

    SessionsByStore sessionLifetimes() {
        return saoma.sessions();
    }

    LoginLifetimes loginLifetimes() {
        return saoma.loginLifetimes();
    }
}
