package dev.saoma.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** The code blocks of docs/openid.md. The words after the language name a block: a command, or a file and its application. */
record OpenIdPage(String text) {
    static final Path REPOSITORY =
            Path.of(System.getProperty("repository")).toAbsolutePath().normalize();
    private static final Pattern BLOCK = Pattern.compile("```(\\S+) ([^\n]+)\n(.*?)\n```", Pattern.DOTALL);

    /** @param name the words after the language */
    record Block(String language, String name, String text) {}

    static OpenIdPage read() {
        try {
            return new OpenIdPage(Files.readString(REPOSITORY.resolve("docs/openid.md")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<Block> blocks() {
        return BLOCK.matcher(text)
                .results()
                .map(found -> new Block(found.group(1), found.group(2), found.group(3)))
                .toList();
    }

    /** Returns the text of the block with this name. */
    String only(String name) {
        List<Block> found =
                blocks().stream().filter(block -> block.name().equals(name)).toList();
        assertThat(found).as(name).hasSize(1);
        return found.get(0).text();
    }
}
