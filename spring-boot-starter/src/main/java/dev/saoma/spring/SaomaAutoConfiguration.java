package dev.saoma.spring;

import dev.saoma.App;
import dev.saoma.AppBuilder;
import dev.saoma.database.Database;
import dev.saoma.database.Dialect;
import dev.saoma.error.ConfigException;
import dev.saoma.identity.OrganizationDirectory;
import dev.saoma.identity.UserDirectory;
import dev.saoma.login.LoginService;
import dev.saoma.observe.LoginEvents;
import dev.saoma.observe.LoginSteps;
import dev.saoma.session.Revocations;
import dev.saoma.session.Sessions;
import dev.saoma.time.Ticker;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.NoUniqueBeanDefinitionException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;

/**
 * Opens an {@link App} of the properties {@code saoma.*} and of the application's own {@link UserDirectory},
 * {@link OrganizationDirectory}, {@link Clock}, {@link Ticker}, {@link DataSource}, {@link Revocations}, {@link LoginSteps} and
 * {@link LoginEvents}, where it has them.
 */
@AutoConfiguration(
        afterName = {
            "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
            "org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration"
        })
@ConditionalOnMissingBean(App.class)
public class SaomaAutoConfiguration {

    @Bean
    Settings saomaSettings(Environment environment, ApplicationContext context) {
        Optional<String> contextPath =
                serves(context) ? Optional.of(ContextPath.of(context, environment)) : Optional.empty();
        return Settings.read(environment, contextPath, reachesRedis(context.getClassLoader()));
    }

    /** After the application's own migrations, which may expect to find an empty database. */
    @Bean
    @DependsOnDatabaseInitialization
    Database saomaDatabase(Settings settings, ObjectProvider<DataSource> dataSources) {
        return reported(() -> new StoreOpener(settings.store(), settings.data(), settings.production())
                .open(() -> only(dataSources)));
    }

    @Bean
    App saomaApp(Settings settings, Database saomaDatabase, ApplicationContext context) {
        boolean embedded = saomaDatabase.dialect() == Dialect.SQLITE;
        AppBuilder builder = settings.app().map(App::builder).orElseGet(App::builder);
        settings.instances().forEach(builder::instance);
        builder.database(saomaDatabase)
                .migrate(settings.store().migrate())
                .wechat(settings.wechat())
                .loginLifetimes(settings.loginLifetimes())
                .sessionLifetimes(
                        embedded
                                ? settings.sessionLifetimes().embedded()
                                : settings.sessionLifetimes().shared());
        context.getBeanProvider(UserDirectory.class).ifAvailable(builder::users);
        context.getBeanProvider(OrganizationDirectory.class).ifAvailable(builder::organizations);
        context.getBeanProvider(Clock.class).ifUnique(builder::clock);
        context.getBeanProvider(Ticker.class).ifUnique(builder::ticker);
        context.getBeanProvider(Revocations.class).ifAvailable(builder::revocations);
        context.getBeanProvider(LoginSteps.class).ifAvailable(builder::steps);
        builder.events(new ApplicationEvents(context, context.getBeanProvider(LoginEvents.class)));
        return reported(builder::open);
    }

    @Bean
    Sessions saomaSessions(App saomaApp) {
        return saomaApp.sessions();
    }

    @Bean
    LoginService saomaLogin(App saomaApp) {
        return saomaApp.login();
    }

    private static boolean serves(ApplicationContext context) {
        String web = "org.springframework.web.context.WebApplicationContext";
        ClassLoader loader = context.getClassLoader();
        return ClassUtils.isPresent(web, loader)
                && ClassUtils.resolveClassName(web, loader).isInstance(context);
    }

    /** With a client that is new enough: Spring Boot 3 manages one that is not. */
    private static boolean reachesRedis(@Nullable ClassLoader loader) {
        return ClassUtils.isPresent("dev.saoma.redis.RedisLink", loader)
                && ClassUtils.isPresent("io.lettuce.core.MaintNotificationsConfig", loader);
    }

    private static Optional<DataSource> only(ObjectProvider<DataSource> dataSources) {
        try {
            return Optional.ofNullable(dataSources.getIfAvailable());
        } catch (NoUniqueBeanDefinitionException e) {
            throw new ConfigException(
                    "settings",
                    "saoma.store.type",
                    "cannot be auto, because the application has several data sources and none is primary; set it to"
                            + " sqlite, or mark one @Primary");
        }
    }

    /** What the operator can mend is told as wrong properties are. */
    private static <T> T reported(Supplier<T> opening) {
        try {
            return opening.get();
        } catch (ConfigException e) {
            var faults = new Faults(key -> "");
            faults.add(e);
            var refused = faults.refusal();
            refused.initCause(e);
            throw refused;
        }
    }
}
