package dev.saoma.oidc.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.JWK;
import dev.saoma.error.ConfigException;
import dev.saoma.error.LoginException;
import dev.saoma.oidc.OidcSchema;
import dev.saoma.secret.SealKey;
import dev.saoma.secret.Secret;
import dev.saoma.store.sql.SqlStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is stored, which rows can be opened, and how nodes learn of each other's. */
@Timeout(120)
abstract class KeyRowsContract extends KeysOnDatabase {
    KeyRowsContract(Supplier<SqlStore> nodes) {
        super(nodes);
    }

    @Test
    void refusesKeysThatItCannotOpen() {
        open();
        SealKey other = SealKey.of(Secret.of(OTHER));

        assertThatThrownBy(() -> SigningKeys.open(store(), other, clock))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("saoma.oidc.key")
                .hasMessageContaining("./saoma oidc-keys --new");
        assertThatThrownBy(() -> SigningKeys.open(store(), SealKey.none(), clock))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("saoma.oidc.key")
                .hasMessageContaining("openssl rand -hex 32");
        assertThat(rows()).hasSize(2);
        SealKey both = SealKey.of(Secret.of(OTHER + "," + KEY));
        opened.add(SigningKeys.open(store(), both, clock));
    }

    @Test
    void refusesAKeyThatWasMovedToAnotherRowOrAlgorithm() {
        SigningKeys keys = open();
        clock.pass(Duration.ofDays(90));
        keys.maintain();
        KeyRow first = rows().get(0);
        KeyRow second = rows().get(1);
        assertThat(first.algorithm()).isEqualTo(second.algorithm());

        store().database()
                .write(sql -> sql.execute(
                        "UPDATE saoma_oidc_key SET wrapped = ? WHERE kid = ?", first.wrapped(), second.kid()));
        assertThatThrownBy(this::open).isInstanceOf(ConfigException.class);

        store().database().write(sql -> {
            sql.execute("UPDATE saoma_oidc_key SET wrapped = ? WHERE kid = ?", second.wrapped(), second.kid());
            return sql.execute("UPDATE saoma_oidc_key SET alg = 'ES256', generation = 9 WHERE kid = ?", second.kid());
        });
        assertThatThrownBy(this::open).isInstanceOf(ConfigException.class);
    }

    @Test
    void storesNoPrivateNumber() throws Exception {
        open();

        String dump = store().database()
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
                    "\n", "saoma-oidc-key", row.kid(), row.algorithm().name());
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

        List<String> made = SigningKeys.replaceAtOnce(store(), SealKey.of(Secret.of(KEY)), clock);
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
    void makesKeysAgainWhenTheRowsAreGone() {
        SigningKeys keys = open();
        String old = keys.sign(SigningAlgorithm.RS256, "JWT", CLAIMS);
        store().database().write(sql -> sql.execute("DELETE FROM saoma_oidc_key"));

        keys.maintain();

        assertThat(keys.verify(old)).isEmpty();
        assertThat(keys.verify(keys.sign(SigningAlgorithm.RS256, "JWT", CLAIMS)))
                .contains(CLAIMS);
    }

    @Test
    void saysWhatIsStored() {
        SealKey key = SealKey.of(Secret.of(KEY));
        Instant now = clock.instant();
        assertThat(KeyExamination.of(store().database(), key, now).stored()).isZero();
        open();

        assertThat(KeyExamination.of(store().database(), key, now))
                .isEqualTo(new KeyExamination(
                        2, 0, Optional.of(rows().get(0).times().retireAt())));
        assertThat(KeyExamination.of(store().database(), SealKey.of(Secret.of(OTHER)), now)
                        .unreadable())
                .isEqualTo(2);
        assertThat(OidcSchema.state(store().database()).applied()).isPositive();
    }

    /** By it the database decides between nodes that make a key at the same time. */
    @Test
    void keepsOneKeyOfAGeneration() {
        open();
        List<KeyRow> before = rows();
        KeyRow first = before.get(0);
        var second = new KeyRow("other", first.algorithm(), first.generation(), first.times(), "{}", "sealed");

        assertThatThrownBy(() -> store().database().write(sql -> {
                    new SigningKeyRows(sql).insert(second);
                    return true;
                }))
                .isInstanceOf(LoginException.class);
        assertThat(rows()).isEqualTo(before);
    }
}
