package dev.saoma.recipes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The code blocks of a page of {@code docs/applications}.
 *
 * @param text the whole page
 */
record RecipePage(String text, List<Block> blocks) {
    static final Path REPOSITORY =
            Path.of(System.getProperty("repository")).toAbsolutePath().normalize();
    private static final Pattern BLOCK = Pattern.compile("```(\\S+) (\\S+)\n(.*?)\n```", Pattern.DOTALL);

    /**
     * One code block.
     *
     * @param file the word after the language: a file, or "run" for a command
     */
    record Block(String language, String file, String text) {
        /** Returns the lines of code: no blank ones, comments, package and imports. */
        long linesOfCode() {
            return lines().stream()
                    .filter(line -> !line.startsWith("import ") && !line.startsWith("package "))
                    .filter(line -> !line.startsWith("/*") && !line.startsWith("*") && !line.startsWith("//"))
                    .count();
        }

        /** Returns the added lines that are not blank, with package and imports. */
        List<String> lines() {
            return text.lines()
                    .filter(line -> !language.equals("diff") || line.startsWith("+"))
                    .map(line -> language.equals("diff") ? line.substring(1) : line)
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .toList();
        }

        boolean isCode() {
            return file.endsWith(".java") || file.endsWith(".kt");
        }
    }

    /** @param suffix ".md" or ".zh-CN.md" */
    static RecipePage read(String name, String suffix) {
        try {
            String text = Files.readString(REPOSITORY.resolve("docs/applications/" + name + suffix));
            List<Block> blocks = BLOCK.matcher(text)
                    .results()
                    .map(found -> new Block(found.group(1), found.group(2), found.group(3)))
                    .toList();
            return new RecipePage(text, blocks);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Block only(String file) {
        List<Block> found =
                blocks.stream().filter(block -> block.file().equals(file)).toList();
        assertThat(found).as(file).hasSize(1);
        return found.get(0);
    }

    List<Block> code() {
        return blocks.stream().filter(Block::isCode).toList();
    }
}
