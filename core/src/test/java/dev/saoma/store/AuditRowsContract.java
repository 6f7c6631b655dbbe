package dev.saoma.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.saoma.identity.UserId;
import dev.saoma.store.AuditEvent.Kind;
import dev.saoma.store.AuditRows.Kept;
import dev.saoma.testing.MovableClock;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The contract of {@link AuditRows}. */
public abstract class AuditRowsContract extends StoreContract {
    private final Instant now = new MovableClock().instant();

    protected AuditRowsContract(Function<Path, Store> stores) {
        super(stores);
    }

    @Test
    void areReadAsTheyWereWritten() {
        AuditEvent event = append(new AuditEvent(now, Kind.CONFLICT, Actor.SYSTEM, "ann", "wx1", "微信 '\"🙂"));

        assertThat(newest(Optional.empty(), Long.MAX_VALUE, 10))
                .extracting(Kept::event)
                .containsExactly(event);
    }

    @Test
    void comeNewestFirst() {
        append(event("ann", "1"));
        append(event("bob", "2"));

        assertThat(newest(Optional.empty(), Long.MAX_VALUE, 10))
                .extracting(kept -> kept.event().note())
                .containsExactly("2", "1");
    }

    @Test
    void areReadByUserAndByCase() {
        append(event("ann", "1"));
        append(event("Ann", "2"));

        assertThat(newest(Optional.of("ann"), Long.MAX_VALUE, 10))
                .extracting(kept -> kept.event().note())
                .containsExactly("1");
    }

    @Test
    void areReadPageByPage() {
        append(event("ann", "1"));
        append(event("ann", "2"));
        append(event("ann", "3"));
        List<Kept> first = newest(Optional.of("ann"), Long.MAX_VALUE, 2);

        assertThat(newest(Optional.of("ann"), first.get(1).id(), 2))
                .extracting(kept -> kept.event().note())
                .containsExactly("1");
    }

    /** With gaps of swept events, and several of one moment. */
    @Test
    void areReadFromAMomentOn() {
        for (int minute = 0; minute < 100; minute++) {
            Instant at = now.plusSeconds(60L * (minute / 2));
            append(new AuditEvent(at, Kind.ADMINISTERED, Actor.SYSTEM, "ann", "wx1", String.valueOf(minute)));
        }
        store.run(tx -> tx.audit().sweep(now.plusSeconds(60L * 10), 100));

        assertThat(newestUntil(now.plusSeconds(60L * 30))).isEqualTo("61");
        assertThat(newestUntil(now.plusSeconds(60L * 30 - 1))).isEqualTo("59");
        assertThat(newestUntil(now.plusSeconds(60L * 10))).isEqualTo("21");
        assertThat(newestUntil(now.plusSeconds(60L * 9))).isEmpty();
        assertThat(newestUntil(now.plusSeconds(60L * 1_000))).isEqualTo("99");
        assertThat(newestUntil(Instant.EPOCH)).isEmpty();
    }

    private String newestUntil(Instant moment) {
        return store.read(tx -> tx.audit().newest(AuditFilter.ALL, tx.audit().idAfter(moment), 1)).stream()
                .map(kept -> kept.event().note())
                .findFirst()
                .orElse("");
    }

    @ParameterizedTest
    @ValueSource(strings = {"user:ann", "user:bob", "key", "cli", "application", "system", "", "newer"})
    void keepTheirActor(String actor) {
        AuditEvent event = append(new AuditEvent(now, Kind.ADMINISTERED, new Actor(actor), "ann", "", "1"));

        assertThat(newest(AuditFilter.ALL, Long.MAX_VALUE, 10))
                .extracting(Kept::event)
                .containsExactly(event);
    }

    @Test
    void areReadByActor() {
        append(by(new Actor("key"), "ann", "1"));
        append(by(actor("ann"), "ann", "2"));
        append(by(actor("ann"), "bob", "3"));
        append(by(actor("bob"), "ann", "4"));
        append(by(Actor.UNKNOWN, "ann", "5"));
        append(by(actor("ann"), "ann", "6"));

        assertThat(notes(actor("ann"), Optional.empty(), 10)).containsExactly("6", "3", "2");
        assertThat(notes(actor("ann"), Optional.empty(), 2)).containsExactly("6", "3");
        assertThat(notes(actor("ann"), Optional.of("ann"), 10)).containsExactly("6", "2");
        assertThat(notes(actor("ann"), Optional.of("bob"), 10)).containsExactly("3");
        assertThat(notes(Actor.KEY, Optional.empty(), 10)).containsExactly("1");
        assertThat(notes(Actor.KEY, Optional.of("bob"), 10)).isEmpty();
        assertThat(notes(Actor.UNKNOWN, Optional.empty(), 10)).containsExactly("5");
    }

    @ParameterizedTest
    @EnumSource(value = Kind.class, mode = EnumSource.Mode.EXCLUDE, names = "UNKNOWN")
    void areReadByKind(Kind wanted) {
        for (Kind kind : Kind.values()) {
            append(new AuditEvent(now, kind, Actor.KEY, "ann", "", kind.name()));
        }

        assertThat(newest(
                        new AuditFilter(Optional.of("ann"), Optional.of(Actor.KEY), Optional.of(wanted)),
                        Long.MAX_VALUE,
                        10))
                .extracting(kept -> kept.event().note())
                .containsExactly(wanted.name());
    }

    @Test
    void replaceAUserByAnotherName() {
        append(by(actor("ann"), "ann", "1"));
        append(by(actor("ann"), "bob", "2"));
        append(by(Actor.KEY, "ann", "3"));
        append(by(actor("Ann"), "Ann", "4"));

        store.run(tx -> tx.audit().rename(new UserId("ann"), new UserId("erased")));

        assertThat(newest(AuditFilter.ALL, Long.MAX_VALUE, 10))
                .extracting(Kept::event)
                .containsExactly(
                        by(actor("Ann"), "Ann", "4"),
                        by(Actor.KEY, "erased", "3"),
                        by(actor("erased"), "bob", "2"),
                        by(actor("erased"), "erased", "1"));
    }

    private List<String> notes(Actor actor, Optional<String> user, int limit) {
        return newest(new AuditFilter(user, Optional.of(actor), Optional.empty()), Long.MAX_VALUE, limit).stream()
                .map(kept -> kept.event().note())
                .toList();
    }

    private static Actor actor(String user) {
        return Actor.of(new UserId(user));
    }

    private AuditEvent by(Actor actor, String user, String note) {
        return new AuditEvent(now, Kind.ADMINISTERED, actor, user, "", note);
    }

    @Test
    void leaveNothingBehindWhenTheTransactionFails() {
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> store.write(tx -> {
                    tx.audit().append(event("ann", "1"));
                    throw new IllegalStateException("later");
                }));

        assertThat(newest(Optional.empty(), Long.MAX_VALUE, 10)).isEmpty();
    }

    @Test
    void areSweptInStepsWhenTheyAreOld() {
        for (int i = 0; i < 5; i++) {
            append(event("ann", "old"));
        }
        append(new AuditEvent(now.plusSeconds(1), Kind.BOUND, Actor.UNKNOWN, "ann", "", "young"));
        sweep(3);

        assertThat(sweep(3)).isEqualTo(2);
        assertThat(newest(Optional.empty(), Long.MAX_VALUE, 10)).hasSize(1);
    }

    private AuditEvent event(String user, String note) {
        return new AuditEvent(now, Kind.BOUND, Actor.of(new UserId(user)), user, "wx1", note);
    }

    private AuditEvent append(AuditEvent event) {
        return store.write(tx -> {
            tx.audit().append(event);
            return event;
        });
    }

    private List<Kept> newest(Optional<String> user, long before, int limit) {
        return newest(new AuditFilter(user, Optional.empty(), Optional.empty()), before, limit);
    }

    private List<Kept> newest(AuditFilter filter, long before, int limit) {
        return store.read(tx -> tx.audit().newest(filter, before, limit));
    }

    private int sweep(int limit) {
        return store.write(tx -> tx.audit().sweep(now.plusSeconds(1), limit));
    }
}
