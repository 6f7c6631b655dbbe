package dev.saoma.wechat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.saoma.error.ErrorCode;
import dev.saoma.error.LoginException;
import dev.saoma.identity.OpenId;
import dev.saoma.identity.UnionId;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How WeChat's responses are read. */
class WeChatAnswerTest {
    private static StubbedClient wechat;

    @BeforeAll
    static void open() {
        wechat = new StubbedClient(Duration.ofSeconds(5));
    }

    @AfterAll
    static void close() {
        wechat.close();
    }

    @Nested
    class AToken {

        @Test
        void namesThePerson() {
            assertThat(wechat.exchange(WeChatStub.body(StubbedClient.GOOD)).openId())
                    .isEqualTo(new OpenId("oAnn01"));
        }

        @Test
        void namesTheUnionId() {
            assertThat(wechat.exchange(WeChatStub.body(StubbedClient.GOOD)).unionId())
                    .isEqualTo(new UnionId("uAnn01"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"", ",'unionid':''", ",'unionid':null"})
        void mayComeWithoutAUnionId(String more) {
            assertThat(wechat.exchange(token(more)).unionId()).isNull();
        }

        @ParameterizedTest
        @ValueSource(strings = {",'errcode':0", ",'errcode':'0'", ",'errcode':null", ",'x':[[1]],'expires_in':'7200'"})
        void mayCarryMore(String more) {
            assertThat(wechat.exchange(token(more)).openId()).isEqualTo(new OpenId("oAnn01"));
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '`',
                value = {
                    "1 | true",
                    "'1' | true",
                    "true | true",
                    "'true' | true",
                    "0 | false",
                    "'0' | false",
                    "2 | false",
                    "false | false",
                    "'' | false",
                    "[] | false",
                    "null | false"
                })
        void saysWhetherThePersonIsAVirtualVisitor(String value, boolean virtual) {
            assertThat(wechat.exchange(token(",'is_snapshotuser':" + value)).virtualVisitor())
                    .isEqualTo(virtual);
        }

        @Test
        void isReadWhateverTheHttpStatus() {
            assertThat(wechat.exchange((target, socket) -> WeChatStub.write(
                                    socket,
                                    "HTTP/1.1 500 Oops\r\nContent-Length: " + StubbedClient.GOOD.length() + "\r\n\r\n"
                                            + StubbedClient.GOOD))
                            .openId())
                    .isEqualTo(new OpenId("oAnn01"));
        }

        private static WeChatStub.Reply token(String more) {
            return text("{'access_token':'t','openid':'oAnn01'" + more + "}");
        }
    }

    @Nested
    class Nonsense {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    " ",
                    "null",
                    "[]",
                    "[{}]",
                    "'x'",
                    "7",
                    "true",
                    "{}",
                    "<html><body>502 Bad Gateway</body></html>",
                    "{'access_token':'t','openid':'oAnn01'",
                    "{'access_token':'t','openid':'oAnn01'} {}",
                    "{'access_token':'t','openid':'oAnn01','x':NaN}",
                    "{'access_token':'t','openid':'oAnn01','x':Infinity}",
                    "{'access_token':'t','openid':'oAnn01','x':01}",
                    "{'access_token':'t','openid':'oAnn01','openid':'oBob01'}",
                    "{'access_token':'t','openid':'oAnn01','x':{'a':1,'a':2}}",
                    "{'access_token':'t','openid':'oAnn01','x':[[[[[[[[[[]]]]]]]]]]}",
                    "\uFEFF\uFEFF{'access_token':'t','openid':'oAnn01'}",
                    "{'openid':'oAnn01'}",
                    "{'access_token':'','openid':'oAnn01'}",
                    "{'access_token':7,'openid':'oAnn01'}",
                    "{'access_token':'t'}",
                    "{'access_token':'t','openid':''}",
                    "{'access_token':'t','openid':null}",
                    "{'access_token':'t','openid':123456}",
                    "{'access_token':'t','openid':['oAnn01']}",
                    "{'access_token':'t','openid':{'x':'oAnn01'}}",
                    "{'access_token':'t','openid':'oAnn01\\n'}",
                    "{'access_token':'t','openid':'oAnn01 '}",
                    "{'access_token':'t','openid':'oAnn\\u000001'}",
                    "{'access_token':'t','openid':'../../x'}",
                    "{'access_token':'t','openid':'oAnn01','unionid':7}",
                    "{'access_token':'t','openid':'oAnn01','unionid':'u 1'}",
                    "{'access_token':'t','openid':'oAnn01','errcode':'x'}",
                    "{'access_token':'t','openid':'oAnn01','errcode':true}",
                    "{'access_token':'t','openid':'oAnn01','errcode':1e400}",
                    "{'access_token':'t','openid':'oAnn01','errcode':40029.5}",
                    "{'access_token':'t','openid':'oAnn01','errcode':[40029]}",
                    "{'access_token':'t','openid':'oAnn01','errcode':99999999999999999999999}"
                })
        void isABadAnswer(String body) {
            assertBad(text(body));
        }

        @Test
        void thatIsDeepIsABadAnswer() {
            assertBad(text("[".repeat(60_000)));
        }

        @Test
        void ofAMegabyteIsABadAnswer() {
            assertBad(text("{'access_token':'t','openid':'" + "o".repeat(1_000_000) + "'}"));
        }

        @Test
        void inUtf16IsABadAnswer() {
            assertBad(WeChatStub.bytes(StubbedClient.GOOD.getBytes(StandardCharsets.UTF_16)));
        }

        @Test
        void inLatin1IsABadAnswer() {
            assertBad(WeChatStub.bytes(
                    StubbedClient.GOOD.replace("7200", "\"ä\"").getBytes(StandardCharsets.ISO_8859_1)));
        }

        @Test
        void thatIsPackedIsABadAnswer() throws Exception {
            var packed = new ByteArrayOutputStream();
            try (var gzip = new GZIPOutputStream(packed)) {
                gzip.write(StubbedClient.GOOD.getBytes(StandardCharsets.UTF_8));
            }
            assertBad((target, socket) -> {
                WeChatStub.write(
                        socket,
                        "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: " + packed.size() + "\r\n\r\n");
                socket.getOutputStream().write(packed.toByteArray());
            });
        }

        private void assertBad(WeChatStub.Reply reply) {
            assertThat(wechat.refusal(reply)).extracting(LoginException::code).isEqualTo(ErrorCode.WECHAT_BAD_ANSWER);
        }
    }

    @Nested
    class AProfile {

        @Test
        void hasNicknameAndAvatar() {
            assertThat(wechat.profile(text("{'openid':'oAnn01','unionid':'uAnn01','nickname':'小明🙂',"
                            + "'headimgurl':'http:\\/\\/thirdwx.qlogo.cn\\/a\\/132'}")))
                    .isEqualTo(new dev.saoma.identity.Profile("小明🙂", "https://thirdwx.qlogo.cn/a/132"));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "'openid':'oBob01','unionid':'uAnn01'",
                    "'openid':'oann01'",
                    "'unionid':'uAnn01'",
                    "'openid':'oAnn01','unionid':'uBob01'",
                    "'openid':'oAnn01','unionid':'uann01'"
                })
        void ofAnotherPersonIsABadAnswer(String person) {
            assertThat(catchThrowableOfType(LoginException.class, () -> wechat.profile(text("{" + person + "}"))))
                    .extracting(LoginException::code)
                    .isEqualTo(ErrorCode.WECHAT_BAD_ANSWER);
        }

        @Test
        void hasANicknameWithoutControlCharacters() {
            assertThat(WeChatClient.nickname("a\u0000b\nc\u001b[2J")).isEqualTo("abc[2J");
        }

        @Test
        void hasANicknameWithoutHalfSurrogatePairs() {
            assertThat(WeChatClient.nickname("\ud800x\udc00🙂")).isEqualTo("x🙂");
        }

        @Test
        void hasANicknameAsItIsOtherwise() {
            assertThat(WeChatClient.nickname("<img onerror=1>")).isEqualTo("<img onerror=1>");
        }

        @Test
        void hasANicknameOfAtMost64CodePoints() {
            assertThat(WeChatClient.nickname("🙂".repeat(1_000))).isEqualTo("🙂".repeat(64));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "x",
                    "/a",
                    "javascript:alert(1)",
                    "data:image/svg+xml,<svg/>",
                    "http://169.254.169.254/a",
                    "https://thirdwx.qlogo.cn.evil.example/a",
                    "https://evil.example/thirdwx.qlogo.cn",
                    "https://x@thirdwx.qlogo.cn/a",
                    "https://thirdwx.qlogo.cn:8443/a",
                    "https://thirdwx.qlogo.cn/a b",
                    "//thirdwx.qlogo.cn/a",
                    "ftp://thirdwx.qlogo.cn/a"
                })
        void hasNoAvatarFromAnywhereElse(String text) {
            assertThat(WeChatClient.avatar(text)).isNull();
        }
    }

    private static WeChatStub.Reply text(String body) {
        return WeChatStub.body(body.replace('\'', '"'));
    }
}
