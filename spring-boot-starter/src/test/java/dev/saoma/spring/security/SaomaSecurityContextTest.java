package dev.saoma.spring.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.util.SerializationUtils;

/** What remains of a security context that an application stores. */
class SaomaSecurityContextTest {
    private static final Authentication BY_SESSION = new TestingAuthenticationToken("user123", "");
    private static final Authentication OWN = new TestingAuthenticationToken("clerk", "");

    @Test
    void losesTheAuthenticationOfASessionAndStaysKnown() {
        SaomaSecurityContext back = stored(new SaomaSecurityContext(BY_SESSION));

        assertThat(back.getAuthentication()).isNull();
        assertThat(back.isBySession()).isTrue();
    }

    @Test
    void keepsAnAuthenticationOfTheApplication() {
        var context = new SaomaSecurityContext(BY_SESSION);
        context.setAuthentication(OWN);

        SaomaSecurityContext back = stored(context);

        assertThat(back.getAuthentication()).isEqualTo(OWN);
        assertThat(back.isBySession()).isFalse();
        assertThat(back).isEqualTo(context).hasSameHashCodeAs(context).isNotEqualTo(new SaomaSecurityContext(OWN));
    }

    @Test
    void isStillOfASessionWhenItsAuthenticationIsSetAgain() {
        var context = new SaomaSecurityContext(BY_SESSION);
        context.setAuthentication(OWN);
        context.setAuthentication(BY_SESSION);

        assertThat(context.isBySession()).isTrue();
        assertThat(stored(context).getAuthentication()).isNull();
        context.setAuthentication(null);
        assertThat(context.getAuthentication()).isNull();
    }

    @SuppressWarnings("deprecation") // reads what this test has written
    private static SaomaSecurityContext stored(SaomaSecurityContext context) {
        return (SaomaSecurityContext) Objects.requireNonNull(
                SerializationUtils.deserialize(Objects.requireNonNull(SerializationUtils.serialize(context))));
    }
}
