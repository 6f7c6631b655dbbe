package dev.saoma.element;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BuiltInSourceTest {

    @Test
    void listsExactlyTheFilesThatAreThere() throws Exception {
        Path root = Path.of(BuiltInSource.class.getResource("/dev/saoma/app/").toURI());
        try (Stream<Path> files = Files.walk(root)) {
            assertThat(files.filter(file -> file.endsWith("e.json"))
                            .map(file -> root.relativize(file.getParent()).toString())
                            .map(folder -> new ElementName(folder.replace('/', '.'))))
                    .containsExactlyInAnyOrderElementsOf(BuiltInSource.ELEMENTS);
        }
    }

    @Test
    void opensByItself() {
        assertThat(Elements.builtIn().find(new ElementName("auths.loginTypes.WeChatType")))
                .isPresent();
    }

    @Test
    void holdsNoInstance() {
        assertThat(Elements.builtIn().descendants(new ElementName("auths.loginTypes.Meta")))
                .extracting(ElementDefinition::name)
                .containsExactly(new ElementName("auths.loginTypes.WeChatType"));
    }
}
