package dev.saoma.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.emulator.junit.WithWeChat;
import dev.saoma.emulator.world.Sample;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An invalid state is rejected as a whole, with a message. */
@WithWeChat
class WrongStateTest {

    private static final String STATE = "/_emulator/state";
    private static final String WORLD = "\"accounts\":[],\"apps\":[],\"users\":[]";

    private final WeChatEmulator emulator;
    private final Visitor visitor;

    WrongStateTest(WeChatEmulator emulator) {
        this.emulator = emulator;
        visitor = new Visitor(emulator);
    }

    private HttpResponse<String> put(String state) {
        return visitor.send(visitor.request(STATE)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(state)));
    }

    private String exported() {
        return visitor.get(STATE).body();
    }

    @Test
    void changesNothingWhenAnAppHasNoAccount() {
        String state = exported();
        put(state.replaceFirst("\"account\":\"default\"", "\"account\":\"none\""));
        assertThat(exported()).isEqualTo(state);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{ | The state is not JSON: ",
                "[] | The state must be a JSON object.",
                "{\"accounts\":{}} | The state needs accounts, a list.",
                "{\"accounts\":[],\"apps\":[]} | The state needs users, a list.",
                "{WORLD,\"colour\":1} | The state has a field colour that means nothing here; known are accounts, apps, users, settings, clockOffset, codes, tokens.",
                "{WORLD} {} | The state is followed by something else.",
                "{WORLD,\"settings\":{\"quotaPer\":\"moon\"}} | QuotaPer must be app or address.",
                "{WORLD,\"settings\":{\"colour\":1}} | The object settings has a field colour",
                "{WORLD,\"clockOffset\":60} | ClockOffset must be a duration such as PT10M or -PT2H.",
                "{WORLD,\"settings\":{\"quotaPer\":\"address\"},\"clockOffset\":\"P90000D\"} | The clock stays within the years 2000 to 2099.",
                "{WORLD,\"codes\":{}} | The state needs codes, a list.",
                "{WORLD,\"codes\":[CODE,CODE]} | Codes has the same one twice, the second at place 2.",
                "{WORLD,\"codes\":[{\"code\":\"a b\",CONSENT,\"expiresAt\":\"2026-11-22T00:00:00Z\"}]} | A code must be 1 to 128 letters, digits, _ or -.",
                "{WORLD,\"codes\":[{\"code\":\"a\",\"userId\":\"alice\",\"expiresAt\":\"2026-11-22T00:00:00Z\"}]} | A code needs the field appid.",
                "{WORLD,\"codes\":[{\"code\":\"a\",CONSENT,\"expiresAt\":\"soon\"}]} | The field expiresAt of a code must be a time such as 2026-11-22T00:00:00Z.",
                "{WORLD,\"codes\":[{\"code\":\"a\",CONSENT,\"expiresAt\":\"+1000000000-01-01T00:00:00Z\"}]} | ExpiresAt must be a time in the years 1 to 9999.",
                "{WORLD,\"tokens\":[{\"accessToken\":\"a\",\"accessExpiresAt\":\"2026-11-22T00:00:00Z\",\"refreshToken\":\"r\",\"refreshExpiresAt\":\"2026-11-22T00:00:00Z\",CONSENT}]} | AccessToken must be up to four digits, _ and 60 to 600 letters, digits, _ or -."
            })
    void changesNothingAndSaysWhatIsWrong(String wrong, String sentence) {
        String code = emulator.issueCode(Sample.APP.appid(), "alice");
        String before = exported();
        HttpResponse<String> answer =
                put(wrong.replace("CODE", "{\"code\":\"a\",CONSENT,\"expiresAt\":\"2026-11-22T00:00:00Z\"}")
                        .replace("CONSENT", "\"appid\":\"wx5a0a5a0a00000001\",\"userId\":\"alice\"")
                        .replace("WORLD", WORLD));
        assertThat(answer.statusCode() + answer.body()).startsWith("400{\"error\":\"" + sentence);
        assertThat(exported()).isEqualTo(before).contains(code);
    }
}
