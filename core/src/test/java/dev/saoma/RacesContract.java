package dev.saoma;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.database.Database;
import dev.saoma.error.ErrorCode;
import dev.saoma.error.LoginException;
import dev.saoma.identity.UserId;
import dev.saoma.identity.WeChatAuth;
import dev.saoma.wechat.WeChatAuthModel;
import dev.saoma.wechat.WeChatLogin;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Concurrent operations that exclude each other. Each race runs {@code saoma.races} times, 20 by default, and prints its
 * counts.
 */
@Tag("races")
@Timeout(600)
abstract class RacesContract {
    private static final int ROUNDS = Integer.getInteger("saoma.races", 20);

    @TempDir
    private Path folder;

    private TestApp test;
    private WeChatLogin first;
    private WeChatLogin second;
    private WeChatAuthModel ledger;
    private Database database;

    /** Returns a migrated database without rows. */
    abstract Database database(Path folder);

    private void open(boolean onlyBindings) {
        database = database(folder.resolve("data"));
        test = new TestApp(folder, "open", new MemoryUsers(onlyBindings).careless(), database);
        first = test.wechat();
        second = test.second();
        ledger = test.app.getElement("auths.loginTypes.WeChatType.WeChatAuthModel", WeChatAuthModel.class);
    }

    @AfterEach
    void close() {
        test.close();
    }

    @Test
    void twoUsersBindOneWeChat() {
        open(true);
        run("two users bind one WeChat", 2, round -> {
            // Without a unionid, only the key of the openid prevents a second row.
            String union = round % 2 == 0 ? "uRound" + round : null;
            var codes = List.of(scan(first, "oRound", round, union), scan(first, "oRound", round, union));
            return new Contest(
                    i -> first.bind("user-" + round + "-" + i, codes.get(i)),
                    1,
                    "already_bound",
                    () -> ledger.count("Q(openId='oRound" + round + "')") == 1);
        });
    }

    @Test
    void oneUserBindsTwoWeChats() {
        open(true);
        run("one user binds two WeChats", 2, round -> {
            var codes = List.of(scan(first, "oLeft", round, null), scan(first, "oRight", round, null));
            return new Contest(
                    i -> first.bind("user-" + round, codes.get(i)),
                    1,
                    "user_already_bound",
                    () -> ledger.count("Q(userId='user-" + round + "')") == 1);
        });
    }

    @Test
    void oneUserBindsOneWeChatTwice() {
        open(true);
        run("one user binds one WeChat twice", 2, round -> {
            String union = "uRound" + round;
            var codes = List.of(scan(first, "oRound", round, union), scan(first, "oRound", round, union));
            return new Contest(
                    i -> first.bind("user-" + round, codes.get(i)),
                    2,
                    "",
                    () -> ledger.count("Q(userId='user-" + round + "')") == 1);
        });
    }

    @Test
    void theLastTwoWaysInAreUnbound() {
        open(true);
        run("the last two ways in are unbound", 2, round -> {
            first.bind("user-" + round, scan(first, "oFirst", round, null));
            second.bind("user-" + round, scan(second, "oSecond", round, null));
            return new Contest(
                    i -> (i == 0 ? first : second).unbind("user-" + round),
                    1,
                    "last_login_method",
                    () -> ledger.count("Q(userId='user-" + round + "')") == 1);
        });
    }

    @Test
    void fourRedeemOneLoginCode() {
        open(true);
        run("four redeem one login code", 4, round -> {
            String code = first.getLoginCode(scan(first, "oRound", round, null)).loginCode();
            return new Contest(i -> test.authSvc().loginByCode(code, null, "web"), 1, "login_code_invalid", () -> true);
        });
    }

    @Test
    void oneNewcomerLogsInAtTwoApps() {
        open(true);
        run("one newcomer logs in at two apps", 2, round -> {
            String union = "uRound" + round;
            var codes = List.of(scan(first, "oFirst", round, union), scan(second, "oSecond", round, union));
            return new Contest(i -> (i == 0 ? first : second).getLoginCode(codes.get(i)), 2, "", () -> {
                List<WeChatAuth> rows = ledger.query("Q(unionId='" + union + "')", List.of());
                return rows.size() == 2
                        && rows.get(0).userId().equals(rows.get(1).userId());
            });
        });
    }

    /** The directory creates a user at each call. */
    @Test
    void oneNewcomerLogsInFourTimes() {
        open(true);
        run("one newcomer logs in four times", 4, round -> {
            int before = test.users.size();
            var codes = IntStream.range(0, 4)
                    .mapToObj(i -> scan(first, "oRound", round, round % 2 == 0 ? "uRound" + round : null))
                    .toList();
            return new Contest(
                    i -> first.getLoginCode(codes.get(i)),
                    4,
                    "",
                    () -> test.users.size() == before + 1 && ledger.count("Q(openId='oRound" + round + "')") == 1);
        });
    }

    /** A binding with a unionid but without its row of the person would let a second user claim that person. */
    @Test
    void oneUnbindsWhileLoggingInElsewhere() {
        open(false);
        run("one unbinds while logging in elsewhere", 2, round -> {
            String union = "uRound" + round;
            first.bind("user-" + round, scan(first, "oFirst", round, union));
            String code = scan(second, "oSecond", round, union);
            return new Contest(
                    i -> i == 0 ? first.unbind("user-" + round) : second.getLoginCode(code), 2, "", this::noOrphan);
        });
    }

    @Test
    void aUserIsDeletedWhileBinding() {
        open(true);
        run("a user is deleted while binding", 2, round -> {
            String code = scan(first, "oRound", round, round % 2 == 0 ? "uRound" + round : null);
            return new Contest(
                    i -> i == 0 ? delete("user-" + round) : orGone(() -> first.bind("user-" + round, code)),
                    2,
                    "",
                    () -> ledger.count("Q(userId='user-" + round + "')") == 0 && noOrphan());
        });
    }

    @Test
    void aUserIsDeletedWhileLoggingIn() {
        open(true);
        run("a user is deleted while logging in", 3, round -> {
            String user = "user-" + round;
            first.bind(user, scan(first, "oRound", round, "uRound" + round));
            String code = first.getLoginCode(scan(first, "oRound", round, "uRound" + round))
                    .loginCode();
            String elsewhere = scan(second, "oSecond", round, "uRound" + round);
            return new Contest(
                    i -> switch (i) {
                        case 0 -> delete(user);
                        case 1 -> orGone(() -> test.authSvc().loginByCode(code, null, "web"));
                        default -> second.getLoginCode(elsewhere);
                    },
                    3,
                    "",
                    () -> ledger.count("Q(userId='" + user + "')") == 0
                            && test.app.sessions().of(new UserId(user)).isEmpty()
                            && noOrphan());
        });
    }

    private Object delete(String user) {
        test.users.remove(user);
        test.app.personalData().forget(new UserId(user));
        return "deleted";
    }

    private static Object orGone(Supplier<Object> work) {
        try {
            return work.get();
        } catch (LoginException e) {
            if (e.code() == ErrorCode.SESSION_REQUIRED || e.code() == ErrorCode.LOGIN_CODE_INVALID) {
                return e.code().code();
            }
            throw e;
        }
    }

    private boolean noOrphan() {
        return database.<Integer>read(
                        handle -> handle.first("""
                                SELECT count(*) FROM saoma_wechat_auth a WHERE a.union_id IS NOT NULL AND NOT EXISTS
                                  (SELECT 1 FROM saoma_wechat_person p WHERE p.union_id = a.union_id
                                    AND p.open_platform = a.open_platform AND p.user_id = a.user_id)""", row -> row.getInt(1)).orElseThrow())
                == 0;
    }

    /** One round: each runner's work, the number of successes, the error code of the others, and a check of the rows. */
    private record Contest(IntFunction<Object> runner, int winners, String refusal, Callable<Boolean> rows) {}

    private void run(String name, int runners, IntFunction<Contest> rounds) {
        int tooMany = 0;
        int tooFew = 0;
        int broken = 0;
        int failed = 0;
        int refused = 0;
        long began = System.nanoTime();
        try (var race = new Race(runners)) {
            for (int round = 0; round < ROUNDS; round++) {
                Contest contest = rounds.apply(round);
                List<Object> ends = race.run(contest.runner());
                long won =
                        ends.stream().filter(end -> !(end instanceof Throwable)).count();
                long told = ends.stream()
                        .filter(end -> Refusal.of(end).equals(contest.refusal()))
                        .count();
                tooMany += won > contest.winners() ? 1 : 0;
                tooFew += won < contest.winners() ? 1 : 0;
                failed += (int) ends.stream().filter(RacesContract::isOurFault).count();
                refused += (int) told;
                broken += holds(contest.rows()) ? 0 : 1;
            }
        }
        String counts = "rounds=%d refused=%d doubleWinners=%d noWinner=%d 5xx=%d brokenRows=%d"
                .formatted(ROUNDS, refused, tooMany, tooFew, failed, broken);
        System.out.printf(
                "FIG races %s, %s: %s ms=%d%n",
                getClass().getSimpleName().replace("RacesTest", ""),
                name,
                counts,
                (System.nanoTime() - began) / 1_000_000);
        int losers = runners - rounds.apply(ROUNDS).winners();
        assertThat(counts)
                .isEqualTo("rounds=%d refused=%d doubleWinners=0 noWinner=0 5xx=0 brokenRows=0"
                        .formatted(ROUNDS, ROUNDS * losers));
    }

    private static boolean isOurFault(Object end) {
        return end instanceof LoginException refused ? refused.code().status() >= 500 : end instanceof Throwable;
    }

    private static boolean holds(Callable<Boolean> rows) {
        try {
            return rows.call();
        } catch (Exception e) {
            return false;
        }
    }

    /** Records a scan at an instance and returns the code. */
    private String scan(WeChatLogin instance, String openId, int round, String unionId) {
        String code = "code-" + dev.saoma.secret.Token.random().reveal().substring(0, 20);
        return test.people.scan(code, openId + round, unionId);
    }
}
