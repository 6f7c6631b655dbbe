package dev.saoma.oidc.key;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.store.sql.SqlStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When keys are made, published, used and dropped, by one node and by several. */
@Timeout(120)
abstract class KeyRotationContract extends KeysOnDatabase {
    private static final int NODES = 4;

    KeyRotationContract(Supplier<SqlStore> nodes) {
        super(nodes);
    }

    private <T> List<T> atOnce(List<Callable<T>> tasks) throws Exception {
        var barrier = new CyclicBarrier(tasks.size());
        ExecutorService threads = Executors.newFixedThreadPool(tasks.size());
        try {
            List<Future<T>> running = tasks.stream()
                    .map(task -> threads.submit(() -> {
                        barrier.await(60, TimeUnit.SECONDS);
                        return task.call();
                    }))
                    .toList();
            var results = new ArrayList<T>();
            for (Future<T> one : running) {
                results.add(one.get(60, TimeUnit.SECONDS));
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void makesOnePairWhenNodesStartAtOnce() throws Exception {
        List<Callable<SigningKeys>> starts = new ArrayList<>();
        for (int i = 0; i < NODES; i++) {
            SqlStore node = node();
            starts.add(() -> open(node));
        }

        List<SigningKeys> nodes = atOnce(starts);

        assertThat(rows())
                .extracting(row -> row.algorithm() + " " + row.generation())
                .containsExactly("RS256 1", "ES256 1");
        for (SigningAlgorithm algorithm : SigningAlgorithm.values()) {
            for (SigningKeys signing : nodes) {
                String jwt = signing.sign(algorithm, "JWT", CLAIMS);
                assertThat(nodes)
                        .allSatisfy(node -> assertThat(node.verify(jwt)).contains(CLAIMS));
            }
        }
        assertThat(nodes)
                .extracting(keys -> keys.published().json())
                .containsOnly(nodes.get(0).published().json());
    }

    @Test
    void publishesASuccessorADayBeforeItSignsAndTheRetiredKeyADayAfter() throws Exception {
        SigningKeys keys = open();
        String old = keys.sign(SigningAlgorithm.RS256, "JWT", CLAIMS);
        clock.pass(Duration.ofDays(89).minusSeconds(1));
        keys.maintain();
        assertThat(published(keys)).hasSize(2);

        clock.pass(Duration.ofSeconds(1));
        keys.maintain();
        assertThat(published(keys)).hasSize(4).contains(kid(old));
        clock.pass(Duration.ofHours(24).minusSeconds(1));
        assertThat(kid(keys.sign(SigningAlgorithm.RS256, "JWT", CLAIMS))).isEqualTo(kid(old));

        clock.pass(Duration.ofSeconds(1));
        String young = keys.sign(SigningAlgorithm.RS256, "JWT", CLAIMS);
        assertThat(kid(young)).isNotEqualTo(kid(old));
        clock.pass(Duration.ofHours(25).minusSeconds(1));
        keys.maintain();
        assertThat(published(keys)).contains(kid(old), kid(young));
        assertThat(keys.verify(old)).contains(CLAIMS);

        clock.pass(Duration.ofSeconds(1));
        assertThat(keys.verify(old)).isEmpty();
        assertThat(keys.verify(young)).contains(CLAIMS);
        keys.maintain();
        assertThat(published(keys)).hasSize(2).contains(kid(young)).doesNotContain(kid(old));
        assertThat(rows()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {91, 400})
    void takesUpTheRotationAfterAStop(int days) throws Exception {
        SigningKeys before = open();
        String old = before.sign(SigningAlgorithm.ES256, "JWT", CLAIMS);
        before.close();
        clock.pass(Duration.ofDays(days));

        SigningKeys after = open();

        assertThat(after.verify(old)).contains(CLAIMS);
        assertThat(kid(after.sign(SigningAlgorithm.ES256, "JWT", CLAIMS)))
                .as("clients do not know another one yet")
                .isEqualTo(kid(old));
        clock.pass(Duration.ofHours(24));
        String young = after.sign(SigningAlgorithm.ES256, "JWT", CLAIMS);
        assertThat(kid(young)).isNotEqualTo(kid(old));
        assertThat(after.verify(old)).contains(CLAIMS);
        clock.pass(Duration.ofHours(25));
        assertThat(after.verify(old)).isEmpty();
        assertThat(after.verify(young)).contains(CLAIMS);
    }

    @Test
    void makesOneSuccessorWhenNodesRotateAtOnce() throws Exception {
        List<SigningKeys> nodes = new ArrayList<>();
        for (int i = 0; i < NODES; i++) {
            nodes.add(open(node()));
        }
        clock.pass(Duration.ofDays(90));

        atOnce(nodes.stream()
                .<Callable<Boolean>>map(node -> () -> {
                    node.maintain();
                    return true;
                })
                .toList());

        assertThat(rows()).extracting(KeyRow::generation).containsExactly(1, 2, 1, 2);
        nodes.forEach(SigningKeys::maintain);
        assertThat(nodes)
                .extracting(keys -> keys.published().json())
                .containsOnly(nodes.get(0).published().json());
    }

    @Test
    void leavesTheRowsToTheNodeWithTheLease() throws Exception {
        SigningKeys keys = open();
        String old = keys.sign(SigningAlgorithm.RS256, "JWT", CLAIMS);
        clock.pass(Duration.ofDays(90));
        leaseOfAnotherNode(true);
        keys.maintain();
        assertThat(rows()).hasSize(2);

        leaseOfAnotherNode(false);
        keys.maintain();
        assertThat(rows()).hasSize(4);

        leaseOfAnotherNode(true);
        clock.pass(Duration.ofHours(49));
        keys.maintain();
        assertThat(rows()).hasSize(4);
        assertThat(published(keys))
                .as("also while the rows are there")
                .hasSize(2)
                .doesNotContain(kid(old));
    }

    @Test
    void signsBeforeItsTimeWithTheFirstKeyOfANodeWhoseClockIsAhead() {
        clock.setBy(Duration.ofMinutes(3));
        open();
        clock.setBy(Duration.ofMinutes(-3));

        SigningKeys behind = open();

        assertThat(behind.verify(behind.sign(SigningAlgorithm.RS256, "JWT", CLAIMS)))
                .contains(CLAIMS);
        assertThat(rows()).hasSize(2);
    }

    private void leaseOfAnotherNode(boolean isTaken) {
        assertThat(store().database().<Boolean>write(sql -> {
                    sql.execute("DELETE FROM saoma_lease WHERE name = 'oidc-keys'");
                    return !isTaken || store().rows(sql).leases().take("oidc-keys", "other", Duration.ofMinutes(2));
                }))
                .isTrue();
    }
}
