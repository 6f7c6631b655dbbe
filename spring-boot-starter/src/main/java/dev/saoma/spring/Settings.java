package dev.saoma.spring;

import dev.saoma.login.LoginLifetimes;
import dev.saoma.secret.Secret;
import dev.saoma.servlet.WebSettings.Mode;
import dev.saoma.session.SessionLifetimes;
import dev.saoma.spring.SaomaProperties.Store;
import dev.saoma.wechat.WeChatInstance;
import dev.saoma.wechat.WeChatSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.springframework.core.env.Environment;

/**
 * What an application's properties say, checked.
 *
 * @param production whether people log in here in earnest
 * @param app an app's folder; empty when there are instances
 * @param data the folder of the embedded database
 * @param redis where nodes meet; empty for one node
 * @param sessionLifetimes for the embedded database
 * @param web where the servlet stands; empty when the application serves nothing
 */
record Settings(
        boolean production,
        Optional<Path> app,
        List<WeChatInstance> instances,
        Path data,
        Store store,
        Optional<Secret> redis,
        WeChatSettings wechat,
        SessionLives sessionLifetimes,
        LoginLifetimes loginLifetimes,
        Optional<WebPlace> web) {

    /** How long sessions last, which the kind of database has a say in. */
    record SessionLives(SessionLifetimes embedded, SessionLifetimes shared) {}

    /**
     * Reads all of them, with the context path that the properties say.
     *
     * @param serves whether there is a servlet container
     * @param redis whether the module for Redis is there
     * @throws SettingsException with everything that is wrong
     */
    static Settings read(Environment environment, boolean serves, boolean redis) {
        String contextPath = environment.getProperty(WebChecks.CONTEXT_PATH, "");
        return read(environment, serves ? Optional.of(contextPath) : Optional.empty(), redis);
    }

    /**
     * Reads all of them.
     *
     * @param contextPath below which the application stands in its servlet container; empty when there is no container
     * @param redis whether the module for Redis is there
     * @throws SettingsException with everything that is wrong
     */
    static Settings read(Environment environment, Optional<String> contextPath, boolean redis) {
        var reader = new PropertyReader(environment);
        var faults = new Faults(reader::origin);
        SaomaProperties properties = reader.read(faults);
        var checks = new PropertyChecks(properties, faults);
        Optional<WeChatSettings> wechat = checks.wechat(RequestThreads.half(environment));
        checks.store();
        Optional<Secret> shared = checks.redis(redis);
        Optional<SessionLives> sessions = checks.sessions();
        LoginLifetimes login = checks.login();
        List<WeChatInstance> instances = checks.instances();
        Optional<WebPlace> web =
                contextPath.flatMap(path -> new WebChecks(properties, environment, path, faults).place());
        faults.requireNone();
        return new Settings(
                properties.mode() == Mode.PRODUCTION,
                Optional.ofNullable(properties.app()),
                instances,
                properties.data(),
                properties.store(),
                shared,
                wechat.orElseThrow(),
                sessions.orElseThrow(),
                login,
                web);
    }
}
