package dev.saoma;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.identity.UserId;
import dev.saoma.identity.WeChatAuth;
import dev.saoma.logintype.UserAuthInfo;
import dev.saoma.wechat.WeChatAuthModel;
import dev.saoma.wechat.WeChatLogin;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The authentication model and the status of its rows. */
class UserAuthInfoTest {
    @RegisterExtension
    private final TestApp test = TestApp.of("deny", false);

    private final App app = test.app;
    private final WeChatLogin wechat = test.wechat();

    @Nested
    class GetUserAuthInfo {
        private WeChatAuth row;

        @BeforeEach
        void bind() {
            wechat.bind("user123", test.ann(wechat));
            row = row();
        }

        @Test
        void isActiveForARow() {
            assertThat(wechat.getUserAuthInfo(row)).isEqualTo(new UserAuthInfo(true));
        }

        @Test
        void isActiveForAMapWithItsId() {
            assertThat(active(Map.of("id", row.id()))).isTrue();
        }

        @Test
        void isActiveForAMapWithItsIdAsAnInteger() {
            assertThat(active(Map.of("id", (int) row.id(), "userId", "user123")))
                    .isTrue();
        }

        @Test
        void isNotForNull() {
            assertThat(active(null)).isFalse();
        }

        @Test
        void isNotForARowThatWent() {
            wechat.unbind("user123");

            assertThat(active(row)).isFalse();
        }

        @Test
        void isNotForARowOfAnotherUser() {
            assertThat(active(new WeChatAuth(
                            row.id(),
                            row.appId(),
                            new UserId("other"),
                            row.openId(),
                            row.unionIdOrNull(),
                            row.account(),
                            row.boundAt(),
                            null)))
                    .isFalse();
        }

        @Test
        void isNotForAMapOfAnotherUser() {
            assertThat(active(Map.of("id", row.id(), "userId", "other"))).isFalse();
        }

        @Test
        void isNotForAnotherInstance() {
            assertThat(test.second().getUserAuthInfo(row).isActive()).isFalse();
        }

        @Test
        void isNotForAnIdThatIsNoWholeNumber() {
            assertThat(active(Map.of("id", row.id() + 0.5))).isFalse();
        }

        @Test
        void isNotForAnIdThatIsTooLarge() {
            assertThat(active(Map.of("id", BigInteger.ONE.shiftLeft(64).add(BigInteger.valueOf(row.id())))))
                    .isFalse();
        }

        @Test
        void isNotForAnythingElse() {
            var nothing = new HashMap<String, Object>();
            nothing.put("id", null);
            List.of("1", 1, List.of(), Map.of(), nothing, Map.of("id", "x"), new TreeMap<>(Map.of(1, 1)))
                    .forEach(other -> assertThat(active(other)).as("" + other).isFalse());
        }

        private boolean active(Object authObj) {
            return wechat.getUserAuthInfo(authObj).isActive();
        }
    }

    @Nested
    class Model {

        @Test
        void refusesAFilterThatIsNone() {
            assertThat(Refusal.of(() -> model().get("' OR 1=1 --", List.of()))).isEqualTo("invalid_request");
        }

        @Test
        void refusesAnOrderThatIsNone() {
            assertThat(Refusal.of(() -> model().get("Q(userId='x')", List.of(List.of("id; DROP TABLE x", 1)))))
                    .isEqualTo("invalid_request");
        }

        @Test
        void ordersAndPages() {
            wechat.bind("a", test.ann(wechat));
            wechat.bind("b", test.bob(wechat));

            assertThat(model().query("Q(appId='wx1')", List.of(List.of("userId", -1)), 1, 1))
                    .extracting(auth -> auth.userId().value())
                    .containsExactly("b");
        }

        @Test
        void refusesAPageThatIsNone() {
            assertThat(Refusal.of(() -> model().query("Q(appId='wx1')", List.of(), 0, 1)))
                    .isEqualTo("invalid_request");
        }
    }

    private WeChatAuthModel model() {
        return app.getElement("auths.loginTypes.WeChatType.WeChatAuthModel", WeChatAuthModel.class);
    }

    private WeChatAuth row() {
        return model().get("Q(userId='user123')", List.of());
    }
}
