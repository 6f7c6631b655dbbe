package dev.saoma.spring;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.saoma.spring.SaomaProperties.Store;
import dev.saoma.spring.SaomaProperties.StoreType;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** The warnings about the location of the rows. */
class StoreOpenerTest {
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

    @TempDir
    private Path folder;

    @BeforeEach
    void listen() {
        lines.start();
        logger().addAppender(lines);
    }

    @AfterEach
    void stop() {
        logger().detachAppender(lines);
    }

    @Test
    void warnsInProductionOfADatabaseThatItCannotUse() {
        open(StoreType.AUTO, true, Optional.of(h2()));

        assertThat(warnings()).hasSize(1).first().asString().contains("H2", folder.toString(), "saoma.store.url");
    }

    @Test
    void takesItForMeantInDevelopmentWithoutADatabaseAndWhenToldSo() {
        open(StoreType.AUTO, false, Optional.of(h2()));
        open(StoreType.AUTO, true, Optional.empty());
        open(StoreType.SQLITE, true, Optional.of(h2()));
        open(StoreType.MEMORY, false, Optional.of(h2()));

        assertThat(warnings()).isEmpty();
    }

    @Test
    void warnsInProductionOfRowsInMemory() {
        open(StoreType.MEMORY, true, Optional.empty());

        assertThat(warnings()).hasSize(1).first().asString().contains("saoma.store.type=memory");
    }

    @Test
    void warnsInProductionOfUsersInMemory() {
        open(StoreType.AUTO, true, Optional.of(h2("mem:users")));

        assertThat(warnings()).hasSize(1).first().asString().contains("the application's database is in memory");
    }

    private void open(StoreType type, boolean production, Optional<DataSource> own) {
        new StoreOpener(new Store(type, null, null, null, null, true), folder, production)
                .open(() -> own)
                .close();
    }

    private List<String> warnings() {
        return lines.list.stream()
                .filter(line -> line.getLevel().isGreaterOrEqual(Level.WARN))
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    private DataSource h2() {
        return h2("file:" + folder.resolve("unknown"));
    }

    private static DataSource h2(String where) {
        var source = new JdbcDataSource();
        source.setURL("jdbc:h2:" + where);
        return source;
    }

    private static Logger logger() {
        return (Logger) LoggerFactory.getLogger("dev.saoma.spring");
    }
}
