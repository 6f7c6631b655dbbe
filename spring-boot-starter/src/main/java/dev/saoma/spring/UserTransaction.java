package dev.saoma.spring;

import com.zaxxer.hikari.HikariDataSource;
import dev.saoma.error.ErrorCode;
import dev.saoma.error.LoginException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationContext;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The transaction in which the application's directory creates a user and Saoma binds the WeChat. At most two run at once, and one
 * with a pool of two connections, since each holds one connection of the application and needs a second one for Saoma.
 */
final class UserTransaction implements Consumer<Runnable> {
    private static final Duration WAIT = Duration.ofMillis(2500);

    private final TransactionTemplate template;
    private final int atOnce;
    private final Semaphore permits;

    private UserTransaction(PlatformTransactionManager manager, int atOnce) {
        this.template = new TransactionTemplate(manager);
        this.atOnce = atOnce;
        this.permits = new Semaphore(atOnce);
        // A creation that an application's own transaction rolled back would leave the committed bind.
        template.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /** Returns the transaction of the only or primary transaction manager; without one, work runs without a transaction. */
    static Consumer<Runnable> of(ApplicationContext context) {
        ObjectProvider<PlatformTransactionManager> managers = context.getBeanProvider(PlatformTransactionManager.class);
        PlatformTransactionManager only = managers.getIfUnique();
        return only == null ? Runnable::run : new UserTransaction(only, atOnce(context));
    }

    private static int atOnce(ApplicationContext context) {
        DataSource pool = context.getBeanProvider(DataSource.class).getIfUnique();
        return pool instanceof HikariDataSource hikari && hikari.getMaximumPoolSize() < 3 ? 1 : 2;
    }

    @Override
    public void accept(Runnable work) {
        if (!taken()) {
            throw new LoginException(
                    ErrorCode.STORE_UNAVAILABLE,
                    "Too many accounts are being created at once; try again in a moment.",
                    atOnce + " calls of UserDirectory.create took longer than " + WAIT.toMillis() + " ms",
                    Map.of());
        }
        try {
            template.executeWithoutResult(status -> work.run());
        } finally {
            permits.release();
        }
    }

    private boolean taken() {
        try {
            return permits.tryAcquire(WAIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
