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
import dev.saoma.privacy.PersonalDataService;
import dev.saoma.session.Revocations;
import dev.saoma.session.Sessions;
import dev.saoma.time.Ticker;
import java.time.Clock;
import java.util.Optional;
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
 * Opens an {@link App} with the properties {@code saoma.*} and with the application's own {@link UserDirectory},
 * {@link OrganizationDirectory}, {@link Clock}, {@link Ticker}, {@link DataSource}, {@link Revocations}, {@link LoginSteps} and
 * {@link LoginEvents} beans, if there are any. An application usually defines its directory of users:
 *
 * <pre>{@code
 * @Bean
 * UserDirectory users(CustomerRepository customers) {
 *     return new Customers(customers); // finds a customer by id, creates one at a first login
 * }
 * }</pre>
 *
 * <p>It can inject {@link App}, {@link LoginService}, {@link PersonalDataService} and {@link Sessions}.
 */
@AutoConfiguration(
        afterName = {
            "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
            "org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration"
        })
@ConditionalOnMissingBean(App.class)
public class SaomaAutoConfiguration {

    /** Reads and checks {@code saoma.*}. Fails with all faults at once. */
    @Bean
    Settings saomaSettings(Environment environment, ApplicationContext context) {
        Optional<String> contextPath =
                serves(context) ? Optional.of(ContextPath.of(context, environment)) : Optional.empty();
        return Settings.read(environment, contextPath, reachesRedis(context.getClassLoader()));
    }

    /** Opens the database after the application's own migrations, which may expect an empty one. */
    @Bean
    @DependsOnDatabaseInitialization
    Database saomaDatabase(Settings settings, ObjectProvider<DataSource> dataSources) {
        return SettingsException.reported(
                () -> new StoreOpener(settings.store(), settings.data(), settings.production())
                        .open(() -> only(dataSources)));
    }

    /** Opens the app: the login methods of {@code saoma.instances}, or those in the folder {@code saoma.app}. */
    @Bean
    App saomaApp(Settings settings, Database saomaDatabase, ApplicationContext context) {
        boolean embedded = saomaDatabase.dialect() == Dialect.SQLITE;
        AppBuilder builder = settings.app().map(App::builder).orElseGet(App::builder);
        settings.instances().forEach(builder::instance);
        builder.database(saomaDatabase)
                .migrate(settings.saoma().migrate())
                .sealKey(settings.saoma().sealKey())
                .wechat(settings.wechat())
                .loginLifetimes(settings.loginLifetimes())
                .sessionLifetimes(
                        embedded
                                ? settings.sessionLifetimes().embedded()
                                : settings.sessionLifetimes().shared());
        context.getBeanProvider(UserDirectory.class).ifAvailable(builder::users);
        if (ClassUtils.isPresent(
                "org.springframework.transaction.support.TransactionTemplate", context.getClassLoader())) {
            builder.userTransaction(UserTransaction.of(context));
        }
        context.getBeanProvider(OrganizationDirectory.class).ifAvailable(builder::organizations);
        context.getBeanProvider(Clock.class).ifUnique(builder::clock);
        context.getBeanProvider(Ticker.class).ifUnique(builder::ticker);
        context.getBeanProvider(Revocations.class).ifAvailable(builder::revocations);
        context.getBeanProvider(LoginSteps.class).ifAvailable(builder::steps);
        builder.events(new ApplicationEvents(context, context.getBeanProvider(LoginEvents.class)));
        return SettingsException.reported(builder::open);
    }

    /** The sessions, to find, list and end them. */
    @Bean
    Sessions saomaSessions(App saomaApp) {
        return saomaApp.sessions();
    }

    /** The login, for an application that serves pages of its own. */
    @Bean
    LoginService saomaLogin(App saomaApp) {
        return saomaApp.login();
    }

    /** What is stored about a user, for a copy, and to remove it. */
    @Bean
    PersonalDataService saomaPersonalData(App saomaApp) {
        return saomaApp.personalData();
    }

    private static boolean serves(ApplicationContext context) {
        String web = "org.springframework.web.context.WebApplicationContext";
        ClassLoader loader = context.getClassLoader();
        return ClassUtils.isPresent(web, loader)
                && ClassUtils.resolveClassName(web, loader).isInstance(context);
    }

    /** Returns whether the Redis module is present with a client that is new enough; that of Spring Boot 3 is too old. */
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
}
