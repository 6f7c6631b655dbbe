package dev.saoma.spring;

import dev.saoma.emulator.WeChatEmulator;
import dev.saoma.emulator.world.Sample;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.io.DefaultResourceLoader;

/** A Spring Boot application on its own port, with its own emulator. */
public final class Site implements AutoCloseable {
    static final String NO_DATABASE = "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration";

    private final WeChatEmulator wechat;
    private final ConfigurableApplicationContext context;

    private Site(WeChatEmulator wechat, ConfigurableApplicationContext context) {
        this.wechat = wechat;
        this.context = context;
    }

    /** The configuration of a site before its start. */
    public static final class Plan {
        private final List<String> properties = new ArrayList<>();
        private final List<String> hidden = new ArrayList<>();
        private final Class<?>[] sources;

        private Plan(Class<?>... sources) {
            this.sources = sources;
        }

        public Plan with(String... more) {
            properties.addAll(Arrays.asList(more));
            return this;
        }

        /** Hides a package from the class path. */
        public Plan without(String packageName) {
            hidden.add(packageName);
            return this;
        }

        /** Removes Spring Security and any database. */
        public Plan bare() {
            return without("org.springframework.security").withoutDatabase();
        }

        public Plan withoutDatabase() {
            return with("spring.autoconfigure.exclude=" + NO_DATABASE);
        }

        public Site start() {
            WeChatEmulator wechat = WeChatEmulator.start();
            properties.add("saoma.wechat.page-url=" + wechat.baseUrl());
            properties.add("saoma.wechat.api-url=" + wechat.baseUrl());
            var builder = new SpringApplicationBuilder(sources)
                    .properties(properties.toArray(String[]::new))
                    .bannerMode(org.springframework.boot.Banner.Mode.OFF);
            if (!hidden.isEmpty()) {
                builder.resourceLoader(
                        new DefaultResourceLoader(new FilteredClassLoader(hidden.toArray(String[]::new))));
            }
            try {
                return new Site(wechat, builder.run());
            } catch (RuntimeException e) {
                wechat.close();
                throw e;
            }
        }
    }

    /** A plan for development, with one instance of the emulator's sample application and its data in this folder. */
    public static Plan of(Path folder, Class<?>... sources) {
        return development(folder, sources)
                .with(
                        "saoma.instances.MyWeChatLogin.app-id=" + Sample.APP.appid(),
                        "saoma.instances.MyWeChatLogin.app-secret=" + Sample.APP.secret(),
                        "saoma.instances.MyWeChatLogin.registration=deny");
    }

    /** A plan for development, with the instances of an app's folder. */
    public static Plan folder(Path data, Path app, Class<?>... sources) {
        return development(data, sources).with("saoma.app=" + app);
    }

    private static Plan development(Path data, Class<?>... sources) {
        return new Plan(sources)
                .with(
                        "server.port=0",
                        "saoma.mode=development",
                        "saoma.public-url=http://localhost:8080",
                        "saoma.data=" + data);
    }

    public WeChatEmulator wechat() {
        return wechat;
    }

    public ConfigurableApplicationContext context() {
        return context;
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    public Browser browser() {
        return new Browser("http://localhost:" + context.getEnvironment().getProperty("local.server.port"));
    }

    /** Links a WeChat identity of the emulator to a user of the application. */
    public void bind(String user, String person) {
        bean(dev.saoma.App.class)
                .getElement("auths.loginTypes.MyWeChatLogin", dev.saoma.wechat.WeChatLogin.class)
                .bind(user, wechat.issueCode(Sample.APP.appid(), person));
    }

    @Override
    public void close() {
        context.close();
        wechat.close();
    }
}
