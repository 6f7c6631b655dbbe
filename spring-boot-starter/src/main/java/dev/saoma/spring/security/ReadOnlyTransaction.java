package dev.saoma.spring.security;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.ClassUtils;

/** Runs a function in a read-only transaction of the application. */
final class ReadOnlyTransaction {
    private static final String MANAGER = "org.springframework.transaction.PlatformTransactionManager";

    private ReadOnlyTransaction() {}

    /** @throws IllegalStateException when the application has no transaction manager, or several and none is primary */
    static <T, R extends @Nullable Object> Function<T, R> around(
            ApplicationContext context, Function<? super T, ? extends R> function) {
        if (!ClassUtils.isPresent(MANAGER, context.getClassLoader())) {
            throw none();
        }
        return Template.around(context, function);
    }

    private static IllegalStateException none() {
        return new IllegalStateException(
                "SaomaLogin.inTransaction() needs the application's PlatformTransactionManager:"
                        + " one bean, or several of which one is @Primary. Add one, such as that of spring-boot-starter-jdbc or"
                        + " spring-boot-starter-data-jpa, or remove inTransaction().");
    }

    /** Loaded only where Spring's transactions are on the class path. */
    private static final class Template {
        static <T, R extends @Nullable Object> Function<T, R> around(
                ApplicationContext context, Function<? super T, ? extends R> function) {
            @Nullable
            PlatformTransactionManager manager =
                    context.getBeanProvider(PlatformTransactionManager.class).getIfUnique();
            if (manager == null) {
                throw none();
            }
            var transaction = new TransactionTemplate(manager);
            transaction.setReadOnly(true);
            return argument -> transaction.execute(status -> function.apply(argument));
        }
    }
}
