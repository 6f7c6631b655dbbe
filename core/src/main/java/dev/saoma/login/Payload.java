package dev.saoma.login;

import dev.saoma.secret.TokenHash;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a ticket of this package means, as the JSON that stands in its row.
 *
 * @param element the instance's full name
 * @param intent null for one that a newer release has written, for which a ticket is good there alone
 * @param returnTo where the page goes in the end
 * @param invitation the hash of the invitation that an attempt was begun with
 */
record Payload(
        String element,
        @Nullable Intent intent,
        @Nullable String returnTo,
        @Nullable String invitation) {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(EnumFeature.READ_UNKNOWN_ENUM_VALUES_AS_NULL)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
    private static final ObjectReader READER = JSON.readerFor(Payload.class);
    private static final ObjectWriter WRITER = JSON.writerFor(Payload.class);

    Payload(LoginInstance instance, Intent intent, @Nullable String returnTo) {
        this(instance.fullName(), intent, returnTo, null);
    }

    String json() {
        return WRITER.writeValueAsString(this);
    }

    static Payload parse(String json) {
        return READER.readValue(json);
    }

    @Nullable
    TokenHash invitationHash() {
        return invitation == null ? null : new TokenHash(invitation);
    }
}
