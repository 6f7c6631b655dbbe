package dev.saoma.oidc.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import dev.saoma.error.ConfigException;
import dev.saoma.oidc.OidcSchema;
import dev.saoma.secret.SealKey;
import dev.saoma.secret.Secret;
import dev.saoma.store.sql.SqlStore;
import dev.saoma.testing.MovableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What holds for signing keys on every database. */
@Timeout(120)
abstract class SigningKeysContract {
    private static final String KEY = "7c0b6a1fd2934e58b1a7c3f09e8d2465aa1b5f7730c94de2816f3b0d9c47e5a2";
    private static final String OTHER = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";
    private static final String ISSUER = "https://login.example.com";
    private static final Map<String, Object> CLAIMS = Map.of("sub", "ann");
    private static final int NODES = 4;

    private final MovableClock clock = new MovableClock();
    private final List<SigningKeys> opened = new ArrayList<>();
    private SqlStore store;

    /** Returns the store of a new node on the same database, where nodes can share one. */
    abstract SqlStore node() throws Exception;

    @BeforeEach
    void migrate() throws Exception {
        store = node();
        OidcSchema.migrate(store.database());
    }

    @AfterEach
    void close() {
        opened.forEach(SigningKeys::close);
    }

    private SigningKeys open() {
        return open(store);
    }

    private SigningKeys open(SqlStore node) {
        SigningKeys keys = SigningKeys.open(node, SealKey.of(Secret.of(KEY)), ISSUER, clock, clock::nanos);
        synchronized (opened) {
            opened.add(keys);
        }
        return keys;
    }

    private List<KeyRow> rows() {
        return store.database().read(sql -> new SigningKeyRows(sql).all());
    }

    private static String kid(String jwt) throws Exception {
        return com.nimbusds.jose.JWSObject.parse(jwt).getHeader().getKeyID();
    }

    private static List<String> published(SigningKeys keys) throws Exception {
        return JWKSet.parse(keys.jwkSet()).getKeys().stream().map(JWK::getKeyID).toList();
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
                .extracting(SigningKeys::jwkSet)
                .containsOnly(nodes.get(0).jwkSet());
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

    @Test
    void takesUpTheRotationAfterAStopOf91Days() throws Exception {
        SigningKeys before = open();
        String old = before.sign(SigningAlgorithm.ES256, "JWT", CLAIMS);
        before.close();
        clock.pass(Duration.ofDays(91));

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
                .extracting(SigningKeys::jwkSet)
                .containsOnly(nodes.get(0).jwkSet());
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

    private void leaseOfAnotherNode(boolean isTaken) {
        assertThat(store.database().<Boolean>write(sql -> {
                    sql.execute("DELETE FROM saoma_lease WHERE name = 'oidc-keys'");
                    return !isTaken || store.rows(sql).leases().take("oidc-keys", "other", Duration.ofMinutes(2));
                }))
                .isTrue();
    }

    @Test
    void refusesKeysThatItCannotOpen() {
        open();
        SealKey other = SealKey.of(Secret.of(OTHER));
        SealKey same = SealKey.of(Secret.of(KEY));

        assertThatThrownBy(() -> SigningKeys.open(store, other, ISSUER, clock))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("saoma.oidc.key")
                .hasMessageContaining("./saoma oidc-keys --new");
        assertThatThrownBy(() -> SigningKeys.open(store, same, ISSUER + "/sso", clock))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("saoma.path");
        assertThatThrownBy(() -> SigningKeys.open(store, SealKey.none(), ISSUER, clock))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("saoma.oidc.key");
        assertThat(rows()).hasSize(2);
        SealKey both = SealKey.of(Secret.of(OTHER + "," + KEY));
        opened.add(SigningKeys.open(store, both, ISSUER, clock));
    }

    @Test
    void refusesAKeyThatWasMovedToAnotherRowOrAlgorithm() {
        SigningKeys keys = open();
        clock.pass(Duration.ofDays(90));
        keys.maintain();
        KeyRow first = rows().get(0);
        KeyRow second = rows().get(1);
        assertThat(first.algorithm()).isEqualTo(second.algorithm());

        store.database()
                .write(sql -> sql.execute(
                        "UPDATE saoma_oidc_key SET wrapped = ? WHERE kid = ?", first.wrapped(), second.kid()));
        assertThatThrownBy(this::open).isInstanceOf(ConfigException.class);

        store.database().write(sql -> {
            sql.execute("UPDATE saoma_oidc_key SET wrapped = ? WHERE kid = ?", second.wrapped(), second.kid());
            return sql.execute("UPDATE saoma_oidc_key SET alg = 'ES256', generation = 9 WHERE kid = ?", second.kid());
        });
        assertThatThrownBy(this::open).isInstanceOf(ConfigException.class);
    }

    @Test
    void storesNoPrivateNumber() throws Exception {
        open();

        String dump = store.database()
                .read(sql -> String.join("\n", sql.list("SELECT * FROM saoma_oidc_key", row -> {
                    var text = new StringBuilder();
                    for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                        text.append(row.getString(i)).append('\n');
                    }
                    return text.toString();
                })));

        SealKey key = SealKey.of(Secret.of(KEY));
        for (KeyRow row : rows()) {
            String purpose = String.join(
                    "\n", "saoma-oidc-key", row.kid(), row.algorithm().name(), ISSUER);
            Map<String, Object> pair =
                    JWK.parse(key.open(row.wrapped(), purpose).reveal()).toJSONObject();
            assertThat(pair).containsKey("d");
            for (String number : List.of("d", "p", "q", "dp", "dq", "qi")) {
                assertThat(dump).doesNotContain(String.valueOf(pair.getOrDefault(number, "-none-")));
            }
            assertThat(dump).contains(row.kid()).doesNotContain("\"d\"");
            assertThat(row.toString()).doesNotContain(row.wrapped());
        }
    }

    @Test
    void learnsTheKeysOfAnotherNode() throws Exception {
        SigningKeys one = open(node());
        SigningKeys two = open(node());
        String old = one.sign(SigningAlgorithm.RS256, "JWT", CLAIMS);

        List<String> made = SigningKeys.replaceAtOnce(store, SealKey.of(Secret.of(KEY)), ISSUER, clock);
        one.maintain();

        String young = one.sign(SigningAlgorithm.RS256, "JWT", CLAIMS);
        assertThat(made).hasSize(2).contains(kid(young)).doesNotContain(kid(old));
        assertThat(one.verify(old)).as("its key is dropped").isEmpty();
        assertThat(two.verify(young)).as("read a moment ago").isEmpty();
        assertThat(two.verify(old)).contains(CLAIMS);
        clock.pass(Duration.ofSeconds(5));
        assertThat(two.verify(HostileJwtTest.withKid(young, "x"))).isEmpty();
        assertThat(two.verify(old)).as("a name of another form reads nothing").contains(CLAIMS);
        assertThat(two.verify(young)).contains(CLAIMS);
        assertThat(two.verify(old)).isEmpty();
        assertThat(two.published()).isEqualTo(one.published());
        assertThat(rows()).extracting(KeyRow::generation).containsExactly(2, 2);
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

    @Test
    void makesKeysAgainWhenTheRowsAreGone() {
        SigningKeys keys = open();
        String old = keys.sign(SigningAlgorithm.RS256, "JWT", CLAIMS);
        store.database().write(sql -> sql.execute("DELETE FROM saoma_oidc_key"));

        keys.maintain();

        assertThat(keys.verify(old)).isEmpty();
        assertThat(keys.verify(keys.sign(SigningAlgorithm.RS256, "JWT", CLAIMS)))
                .contains(CLAIMS);
    }

    @Test
    void saysWhatIsStored() {
        SealKey key = SealKey.of(Secret.of(KEY));
        Instant now = clock.instant();
        assertThat(KeyExamination.of(store.database(), key, ISSUER, now).stored())
                .isZero();
        open();

        assertThat(KeyExamination.of(store.database(), key, ISSUER, now))
                .isEqualTo(new KeyExamination(
                        2, 0, java.util.Optional.of(rows().get(0).times().retireAt())));
        assertThat(KeyExamination.of(store.database(), SealKey.of(Secret.of(OTHER)), ISSUER, now)
                        .unreadable())
                .isEqualTo(2);
        assertThat(OidcSchema.state(store.database()).applied()).isPositive();
    }
}
