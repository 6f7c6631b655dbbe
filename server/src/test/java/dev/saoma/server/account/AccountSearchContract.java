package dev.saoma.server.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.saoma.database.Database;
import dev.saoma.identity.AppId;
import dev.saoma.identity.OpenId;
import dev.saoma.identity.OpenPlatform;
import dev.saoma.identity.UnionId;
import dev.saoma.identity.UserId;
import dev.saoma.identity.WeChatIdentity;
import dev.saoma.server.account.SearchTerm.ByNickname;
import dev.saoma.server.account.SearchTerm.ByOpenId;
import dev.saoma.server.account.SearchTerm.ByUnionId;
import dev.saoma.server.account.SearchTerm.ByUserId;
import dev.saoma.store.sql.SqlStore;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The search over accounts, on every database. */
abstract class AccountSearchContract {
    private static final AccountFilter ENABLED = new AccountFilter(Optional.of(true), Optional.empty());
    private static final AccountFilter DISABLED = new AccountFilter(Optional.of(false), Optional.empty());
    private static final AccountFilter BOUND = new AccountFilter(Optional.empty(), Optional.of(true));
    private static final AccountFilter UNBOUND = new AccountFilter(Optional.empty(), Optional.of(false));

    private Database database;
    private SqlStore store;
    private AccountSearch search;

    abstract Database open(Path folder) throws Exception;

    @BeforeEach
    void openDatabase(@TempDir Path folder) throws Exception {
        database = open(folder);
        database.migrate("dev/saoma/server/schema", "saoma_server_schema_history");
        store = SqlStore.open(database, true);
        search = new AccountSearch(store);
    }

    @AfterEach
    void closeDatabase() {
        database.close();
    }

    /** Adds an account with the statement of the release before the search. */
    private void add(String id, String nickname) {
        database.write(sql -> sql.execute(
                "INSERT INTO saoma_account (id, nickname, named, avatar, once_key, created_at) VALUES (?, ?, 0, NULL, ?, 0)",
                id,
                nickname,
                "once " + id));
    }

    /** Renames an account with the statement of the release before the search. */
    private void rename(String id, String nickname) {
        database.write(sql -> sql.execute("UPDATE saoma_account SET nickname = ? WHERE id = ?", nickname, id));
    }

    private void disable(String id) {
        database.write(sql -> sql.execute("UPDATE saoma_account SET disabled = 1 WHERE id = ?", id));
    }

    private void bind(String id, String app, String openId, String unionId) {
        var identity = new WeChatIdentity(
                new AppId(app), new OpenPlatform("default"), new OpenId(openId), new UnionId(unionId));
        database.write(sql -> store.rows(sql).auths().insert(identity, new UserId(id), Instant.EPOCH));
    }

    private Optional<String> fold() {
        return foldAfter("");
    }

    private Optional<String> foldAfter(String id) {
        return NicknameFolding.step(store, "node", id);
    }

    private List<String> find(SearchTerm term) {
        return find(term, AccountFilter.ALL);
    }

    private List<String> find(SearchTerm term, AccountFilter filter) {
        return ids(search.search(term, filter, Optional.empty(), 50));
    }

    private static List<String> ids(AccountPage page) {
        return page.accounts().stream().map(account -> account.id().value()).toList();
    }

    /** Returns the identifiers of all pages, and checks that all but the last one are full. */
    private List<String> pages(SearchTerm term, AccountFilter filter, int limit) {
        var all = new ArrayList<String>();
        Optional<String> after = Optional.empty();
        do {
            AccountPage page = search.search(term, filter, after, limit);
            assertThat(page.accounts()).hasSizeLessThanOrEqualTo(limit);
            after = page.next();
            if (after.isPresent()) {
                assertThat(page.accounts()).hasSize(limit);
            }
            all.addAll(ids(page));
        } while (after.isPresent());
        return all;
    }

    @Nested
    class OneTerm {
        @BeforeEach
        void fill() {
            add("u1", "Alice");
            add("u2", "ALIEN");
            add("u3", "Bob");
            bind("u1", "wx1", "oAlice01", "uAlice01");
            bind("u2", "wx2", "oAlice01", "uOther01");
            bind("u3", "wx1", "oBob0001", "uBob0001");
            fold();
        }

        @Test
        void findsAUserById() {
            assertThat(find(new ByUserId(new UserId("u3")))).containsExactly("u3");
            assertThat(find(new ByUserId(new UserId("U3")))).isEmpty();
        }

        @Test
        void findsUsersByOpenIdAtAnyApplication() {
            assertThat(find(new ByOpenId(new OpenId("oAlice01")))).containsExactly("u1", "u2");
            assertThat(find(new ByOpenId(new OpenId("oalice01")))).isEmpty();
        }

        @Test
        void findsUsersByUnionId() {
            assertThat(find(new ByUnionId(new UnionId("uBob0001")))).containsExactly("u3");
        }

        @Test
        void findsUsersByTheBeginningOfTheirNickname() {
            assertThat(find(new ByNickname("ａＬＩ"))).containsExactly("u1", "u2");
            assertThat(find(new ByNickname("alic"))).containsExactly("u1");
            assertThat(find(new ByNickname("lice"))).isEmpty();
        }

        @Test
        void takesNoCharacterForAPattern() {
            add("u4", "50%_off");
            fold();

            assertThat(find(new ByNickname("%"))).isEmpty();
            assertThat(find(new ByNickname("_"))).isEmpty();
            assertThat(find(new ByNickname("50%_"))).containsExactly("u4");
        }

        @Test
        void findsEachUserOnceByAnything() {
            add("uAlice01", "uAlice01");
            add("oAlice01x", "oalice01 and more");
            fold();

            assertThat(find(SearchTerm.any(" uAlice01 "))).containsExactly("u1", "uAlice01");
            assertThat(find(SearchTerm.any("oAlice01"))).containsExactly("u1", "u2", "oAlice01x");
            assertThat(find(SearchTerm.any("bob"))).containsExactly("u3");
            assertThat(find(SearchTerm.any("u2"))).containsExactly("u2");
        }

        @Test
        void isFiltered() {
            disable("u2");
            add("u4", "Alina");
            fold();

            assertThat(find(new ByNickname("al"), ENABLED)).containsExactly("u1", "u4");
            assertThat(find(new ByNickname("al"), DISABLED)).containsExactly("u2");
            assertThat(find(new ByNickname("al"), BOUND)).containsExactly("u1", "u2");
            assertThat(find(new ByNickname("al"), UNBOUND)).containsExactly("u4");
            assertThat(find(new ByOpenId(new OpenId("oAlice01")), ENABLED)).containsExactly("u1");
        }

        @Test
        void findsNobodyBeyondTheLastCharacter() {
            add("u4", Character.toString(Character.MAX_CODE_POINT) + "x");
            fold();

            assertThat(find(new ByNickname(Character.toString(Character.MAX_CODE_POINT))))
                    .containsExactly("u4");
        }
    }

    @Nested
    class Pages {
        @Test
        void areFullAndInOrderThoughManyHaveOneNickname() {
            var expected = new ArrayList<String>();
            for (String nickname : List.of("微信用户", "微信用户", "微信用户甲", "微信用户🙂", "微信用户￮")) {
                for (int i = 0; i < 4; i++) {
                    add(
                            "u" + nickname.length() + nickname.codePointAt(nickname.length() - 1) + "-"
                                    + expected.size(),
                            nickname);
                    expected.add("");
                }
            }
            fold();
            List<String> whole = find(new ByNickname("微信"));

            for (int limit = 1; limit <= 7; limit++) {
                assertThat(pages(new ByNickname("微信"), AccountFilter.ALL, limit))
                        .isEqualTo(whole);
                assertThat(pages(SearchTerm.any("微信"), AccountFilter.ALL, limit))
                        .isEqualTo(whole);
            }
            assertThat(whole).hasSize(20).doesNotHaveDuplicates();
        }

        @Test
        void areFullWithEveryFilter() {
            for (int i = 0; i < 30; i++) {
                String id = "u" + (100 + i);
                add(id, "Same");
                if (i % 3 == 0) {
                    disable(id);
                }
                if (i % 2 == 0) {
                    bind(id, "wx1", "oSame00" + i, "uSame00" + i);
                }
            }
            fold();

            for (AccountFilter filter : List.of(ENABLED, DISABLED, BOUND, UNBOUND)) {
                assertThat(pages(new ByNickname("same"), filter, 4))
                        .isEqualTo(find(new ByNickname("same"), filter))
                        .isSorted()
                        .isNotEmpty();
            }
        }

        @Test
        void mixExactFindsAndNicknames() {
            add("u1", "zoe");
            bind("u1", "wx1", "alphabet", "uZoe0001");
            for (int i = 0; i < 5; i++) {
                add("n" + i, "Alphabet " + i);
            }
            fold();

            assertThat(pages(SearchTerm.any("alphabet"), AccountFilter.ALL, 2))
                    .containsExactly("n0", "n1", "n2", "n3", "n4", "u1");
        }

        @Test
        void goOnAfterTheirLastUserWasDeletedOrRenamed() {
            for (int i = 0; i < 4; i++) {
                add("u" + i, "Alice");
            }
            fold();
            AccountPage first = search.search(new ByNickname("alice"), AccountFilter.ALL, Optional.empty(), 2);
            rename("u1", "Zoe");
            database.write(sql -> sql.execute("DELETE FROM saoma_account WHERE id = 'u1'"));

            assertThat(ids(search.search(new ByNickname("alice"), AccountFilter.ALL, first.next(), 2)))
                    .containsExactly("u2", "u3");
        }

        private static String encoded(String text) {
            return Base64.getUrlEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
        }

        @Test
        void beginNowhereElse() {
            for (String after :
                    List.of("x", "%%", "dTE", "CnU", encoded("u\n\0"), encoded("u\n" + "a".repeat(2_000)))) {
                assertThatIllegalArgumentException()
                        .as(after)
                        .isThrownBy(() -> search.search(new ByNickname("a"), AccountFilter.ALL, Optional.of(after), 2));
            }
        }
    }

    /** Nicknames that a node wrote which does not know of the search, as that of a release before. */
    @Nested
    class UnfoldedNicknames {
        @Test
        void areFoundAtOnce() {
            add("u1", "Alice");
            assertThat(find(new ByNickname("ali"))).containsExactly("u1");

            fold();
            rename("u1", "Zoe");

            assertThat(find(new ByNickname("ali"))).isEmpty();
            assertThat(find(new ByNickname("zoe"))).containsExactly("u1");
        }

        @Test
        void leaveThePagesOfOthersFull() {
            for (int i = 0; i < 20; i++) {
                add("u" + (10 + i), "Alice");
            }
            fold();
            for (int i = 0; i < 7; i++) {
                rename("u" + (10 + i), "Bob");
            }

            assertThat(pages(new ByNickname("alice"), AccountFilter.ALL, 3)).hasSize(13);
            assertThat(pages(new ByNickname("b"), AccountFilter.ALL, 3)).hasSize(7);
        }

        @Test
        void areFoldedInSteps() {
            for (int i = 0; i < 1_500; i++) {
                add("u" + (10_000 + i), "Alice");
            }
            add("v", "Zoe");

            assertThat(find(new ByNickname("zoe")))
                    .as("beyond what a search folds itself")
                    .isEmpty();
            assertThat(fold()).contains("u10999");
            assertThat(find(new ByNickname("zoe"))).containsExactly("v");
            assertThat(foldAfter("u10999")).contains("v");
            assertThat(fold()).isEmpty();
            assertThat(pages(new ByNickname("alice"), AccountFilter.ALL, 200)).hasSize(1_500);
        }

        @Test
        void areFoldedAgainAfterARename() {
            add("u1", "Alice");
            add("u2", "Bob");
            fold();
            rename("u1", "Zoe");

            assertThat(fold()).contains("u1");
            assertThat(find(new ByNickname("zoe"))).containsExactly("u1");
        }

        @Test
        void areFoldedByOneNodeAtATime() {
            add("u1", "Alice");
            fold();
            add("u2", "Bob");

            assertThat(NicknameFolding.step(store, "another node", "")).isEmpty();
            assertThat(fold()).contains("u2");
        }
    }
}
