package dev.saoma.benchmark.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class AnswerReaderTest {
    @Test
    void readsOneAfterAnother() throws IOException {
        AnswerReader reader = reader(
                "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nfirst"
                        + "HTTP/1.1 302 Found\r\nlocation: /next\r\ncontent-length: 0\r\n\r\n"
                        + "HTTP/1.1 204 No Content\r\n\r\n"
                        + "HTTP/1.1 401 Unauthorized\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2;x=y\r\nde\r\n0\r\n\r\n");

        assertThat(reader.read().text()).isEqualTo("first");
        assertThat(reader.read().header("Location")).contains("/next");
        assertThat(reader.read().status()).isEqualTo(204);
        Answer last = reader.read();
        assertThat(last.status()).isEqualTo(401);
        assertThat(last.text()).isEqualTo("abcde");
    }

    @Test
    void refusesWhatIsCutShort() {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> reader("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nfir")
                        .read());
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> reader("HTTP/1.1 200 OK\r\n").read());
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> reader("HTTP/1.1 200 OK\r\nX: y\r\n\r\nbody of unknown length")
                        .read());
    }

    @Test
    void keepsCookiesUntilTheyAreEmptied() throws IOException {
        var browser = new Browser();
        AnswerReader reader = reader("HTTP/1.1 204 No Content\r\nSet-Cookie: a=1; Path=/\r\nset-cookie: b=2\r\n\r\n"
                + "HTTP/1.1 204 No Content\r\nSet-Cookie: a=; Max-Age=0\r\n\r\n");

        reader.read().keepCookies(browser);
        assertThat(browser.header()).isEqualTo("Cookie: a=1; b=2\r\n");
        reader.read().keepCookies(browser);
        assertThat(browser.header()).isEqualTo("Cookie: b=2\r\n");
    }

    @Test
    void findsAMemberOfAJsonBody() throws IOException {
        Answer answer = reader("HTTP/1.1 200 OK\r\nContent-Length: 26\r\n\r\n{\"state\":\"abc\",\"other\":\"d\"}")
                .read();

        assertThat(answer.member("state")).isEqualTo("abc");
        assertThat(answer.member("missing")).isEmpty();
    }

    private static AnswerReader reader(String text) {
        return new AnswerReader(new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1)));
    }
}
