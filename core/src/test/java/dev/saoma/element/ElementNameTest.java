package dev.saoma.element;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ElementNameTest {

    @Test
    void saysItsLastPart() {
        assertThat(new ElementName("auths.loginTypes.MyWeChatLogin").simple()).isEqualTo("MyWeChatLogin");
    }

    @Test
    void saysItsFolders() {
        assertThat(new ElementName("auths.loginTypes.X").parts()).isEqualTo(List.of("auths", "loginTypes", "X"));
    }

    @Test
    void mayBeOnePart() {
        assertThat(new ElementName("X").simple()).isEqualTo("X");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "a.",
                ".a",
                "a..b",
                "a/b",
                "a\\b",
                "../a",
                "a b",
                "a-b",
                "1a",
                "a.1b",
                "ä",
                "a\n",
                "a\u0000",
                "a.b.c.d.e.f.g.h.i"
            })
    void refusesWhatIsNoName(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> new ElementName(text));
    }

    @Test
    void refusesMoreThan200Characters() {
        assertThatIllegalArgumentException().isThrownBy(() -> new ElementName("a".repeat(201)));
    }
}
