package dev.saoma.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.testing.PublicTypes;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class PublicTypesTest {
    @Test
    void areApiOrInternal() throws IOException {
        assertThat(PublicTypes.outsideOf(SaomaAutoConfiguration.class, Path.of("../docs/extending.md")))
                .as("docs/extending.md lists the packages of the API; every other public type is internal")
                .isEmpty();
    }
}
