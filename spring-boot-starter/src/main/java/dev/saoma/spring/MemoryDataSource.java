package dev.saoma.spring;

import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Detects data sources whose rows are lost when the process ends. After a restart other users may have the same identifiers, so
 * Saoma's rows must be lost too.
 */
final class MemoryDataSource {
    /** Includes H2's file systems in memory. */
    private static final List<String> IN_MEMORY = List.of(
            "jdbc:h2:mem:",
            "jdbc:h2:memfs:",
            "jdbc:h2:memlzf:",
            "jdbc:h2:niomemfs:",
            "jdbc:h2:niomemlzf:",
            "jdbc:hsqldb:mem:",
            "jdbc:derby:memory:",
            "jdbc:sqlite::memory:",
            "jdbc:sqlite:file::memory:");

    private MemoryDataSource() {}

    /** Reads the URL of a connection; false when there is none. */
    static boolean is(DataSource source) {
        try (var connection = source.getConnection()) {
            return isAddress(connection.getMetaData().getURL());
        } catch (SQLException e) {
            return false;
        }
    }

    static boolean isAddress(@Nullable String address) {
        if (address == null) {
            return false;
        }
        String lower = address.toLowerCase(Locale.ROOT);
        return IN_MEMORY.stream().anyMatch(lower::startsWith)
                || lower.equals("jdbc:sqlite:")
                || (lower.startsWith("jdbc:sqlite:") && lower.contains("mode=memory"))
                || (lower.startsWith("jdbc:h2:tcp:") && lower.contains("/mem:"));
    }
}
