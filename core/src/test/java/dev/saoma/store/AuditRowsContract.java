package dev.saoma.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.saoma.store.AuditEvent.Kind;
import dev.saoma.store.AuditRows.Kept;
import dev.saoma.testing.MovableClock;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** The contract of {@link AuditRows}. */
public abstract class AuditRowsContract extends StoreContract {
    private final Instant now = new MovableClock().instant();

    protected AuditRowsContract(Function<Path, Store> stores) {
        super(stores);
    }

    @Test
    void areReadAsTheyWereWritten() {
        AuditEvent event = append(new AuditEvent(now, Kind.CONFLICT, "ann", "wx1", "微信 '\"🙂"));

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
        append(new AuditEvent(now.plusSeconds(1), Kind.BOUND, "ann", "", "young"));
        sweep(3);

        assertThat(sweep(3)).isEqualTo(2);
        assertThat(newest(Optional.empty(), Long.MAX_VALUE, 10)).hasSize(1);
    }

    private AuditEvent event(String user, String note) {
        return new AuditEvent(now, Kind.BOUND, user, "wx1", note);
    }

    private AuditEvent append(AuditEvent event) {
        return store.write(tx -> {
            tx.audit().append(event);
            return event;
        });
    }

    private List<Kept> newest(Optional<String> user, long before, int limit) {
        return store.read(tx -> tx.audit().newest(user, before, limit));
    }

    private int sweep(int limit) {
        return store.write(tx -> tx.audit().sweep(now.plusSeconds(1), limit));
    }
}
