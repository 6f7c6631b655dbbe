package dev.saoma.server.doctor;

import dev.saoma.database.Database;
import dev.saoma.database.Dialect;
import dev.saoma.database.IntegrityCheck;
import dev.saoma.database.SchemaState;
import dev.saoma.database.SqliteDatabase;
import dev.saoma.error.ConfigException;
import dev.saoma.error.LoginException;
import dev.saoma.server.doctor.oidc.ProviderCheck;
import dev.saoma.store.sql.SqlStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Checks whether the database can be used, and whether its tables are up to date. */
record DatabaseCheck(DoctorInput input, Host host) implements Check {
    /** The share of this check in the 20 seconds of all checks. */
    private static final Duration PAGES_WAIT = Duration.ofSeconds(10);

    @Override
    public List<Finding> run() {
        return input.running()
                .map(this::running)
                .orElseGet(() -> input.settings()
                        .store()
                        .map(store -> server(store::open))
                        .orElseGet(this::file));
    }

    /** Examines the database of this process, whose file nobody else may open. */
    private List<Finding> running(Database database) {
        try {
            return database.dialect() == Dialect.SQLITE
                    ? withKeys(database, Finding.ok("database.in-use"), schema(database))
                    : server(database);
        } catch (LoginException e) {
            return List.of(Finding.fail("database.down", String.valueOf(e.getMessage())));
        }
    }

    private List<Finding> file() {
        Path file = input.settings().data().resolve("saoma.db");
        if (!Files.exists(file)) {
            return List.of(Finding.ok("database.new", file));
        }
        IntegrityCheck pages = IntegrityCheck.of(file, PAGES_WAIT);
        if (pages == IntegrityCheck.DAMAGED) {
            return List.of(Finding.fail("database.damaged", file));
        }
        try (Database database = SqliteDatabase.open(file)) {
            return withKeys(
                    database,
                    Finding.ok(pages == IntegrityCheck.SOUND ? "database.sound" : "database.opens", file),
                    schema(database));
        } catch (ConfigException e) {
            boolean inUse = String.valueOf(e.getMessage()).contains("in use");
            if (inUse && PortCheck.isSaomaRunning(input)) {
                return List.of(Finding.ok("database.in-use"));
            }
            return List.of(
                    inUse
                            ? Finding.fail("nodes.second", file)
                            : Finding.fail("database.unreadable", String.valueOf(e.getMessage()), file));
        }
    }

    private List<Finding> server(Supplier<Database> open) {
        try (Database database = open.get()) {
            return server(database);
        } catch (ConfigException e) {
            return List.of(Finding.fail("database.refused", String.valueOf(e.getMessage())));
        } catch (LoginException e) {
            return List.of(Finding.fail("database.down", String.valueOf(e.getMessage())));
        }
    }

    private List<Finding> server(Database database) {
        return withKeys(database, Finding.ok("database.server"), schema(database), clock(database));
    }

    /** Adds what is to be said about the signing keys: an SQLite file can be opened only once. */
    private List<Finding> withKeys(Database database, Finding... findings) {
        List<Finding> keys =
                new ProviderCheck(input.settings()).keys(database, host.clock().instant());
        return Stream.concat(Stream.of(findings), keys.stream()).toList();
    }

    private Finding schema(Database database) {
        SchemaState login = SqlStore.state(database);
        SchemaState accounts = input.schema().apply(database);
        Optional<SchemaState> provider = new ProviderCheck(input.settings()).schema(database);
        if (login.newer()
                || accounts.newer()
                || provider.filter(SchemaState::newer).isPresent()) {
            return Finding.fail("schema.newer");
        }
        int pending = login.pending()
                + accounts.pending()
                + provider.map(SchemaState::pending).orElse(0);
        if (pending == 0) {
            return Finding.ok("schema.current");
        }
        return input.settings().saoma().migrate()
                ? Finding.ok("schema.pending", pending)
                : Finding.fail("schema.not-run", pending);
    }

    /** Compares with the start and the end of the query, so that a slow response is not reported as a difference. */
    private Finding clock(Database database) {
        Instant before = host.clock().instant();
        Instant theirs = database.read(sql -> DatabaseClock.now(sql, database.dialect(), host.clock()));
        Instant after = host.clock().instant();
        return ClockDifference.finding("clock.database", theirs, before, after, ClockDifference.TOLERATED);
    }
}
