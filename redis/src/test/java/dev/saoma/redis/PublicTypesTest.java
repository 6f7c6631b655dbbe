package dev.saoma.redis;

import dev.saoma.testing.PublicTypes;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class PublicTypesTest {
    @Test
    void areApiOrInternal() throws IOException {
        PublicTypes.requireApiOrInternal(RedisLink.class);
    }
}
