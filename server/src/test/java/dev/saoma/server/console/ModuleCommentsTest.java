package dev.saoma.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.servlet.internal.page.ClasspathResource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The comments and the indentation that the console's modules are served without, and nothing else. */
class ModuleCommentsTest {
    private static Stream<String> own() {
        return ConsoleFiles.NAMES.stream().filter(name -> name.endsWith(".js") && !name.startsWith("vendor/"));
    }

    private static String text(String name) {
        return ClasspathResource.text("/dev/saoma/server/console/" + name);
    }

    @Test
    void becomeEmptyLines() {
        assertThat(ModuleComments.removed("""
                // One.
                const a = 1; // stays
                /**
                 * Two.
                 */
                  /** Three. */
                const b = a / 2;
                  const c = `https://example`;
                """)).isEqualTo("""

                const a = 1; // stays




                const b = a / 2;
                const c = `https://example`;""");
    }

    /** A line that looks like a comment within a template would be lost from what the page shows. */
    @Test
    void areCommentsToTheLanguageToo() {
        own().forEach(name -> {
            List<String> source = text(name).lines().toList();
            List<String> served = ModuleComments.removed(text(name)).lines().toList();
            Set<Integer> inTexts = new Lexer(text(name)).linesInTexts();

            // The last lines of a module are code.
            assertThat(served).as(name).hasSameSizeAs(source);
            for (int line = 0; line < source.size(); line++) {
                if (!served.get(line).equals(source.get(line).stripLeading())) {
                    assertThat(served.get(line)).isEmpty();
                    assertThat(source.get(line).strip()).as(name).matches("(//|/\\*\\*|\\*).*");
                    assertThat(inTexts).as("%s:%d", name, line + 1).doesNotContain(line);
                }
            }
        });
    }

    /** In HTML, a line end and an indentation are the same white space, but for preformatted text. */
    @Test
    void areIndentedInTemplatesOfHtmlAlone() {
        own().forEach(name -> {
            assertThat(new Lexer(text(name)).linesInPlainTexts()).as(name).isEmpty();
            assertThat(text(name).lines().filter(line -> line.contains("<pre")))
                    .as(name)
                    .allMatch(line -> line.contains("</pre>"));
        });
        assertThat(new Lexer("html`a\n${`b\n`}`").linesInPlainTexts()).containsExactly(2);
    }

    @Test
    void areFoundOutsideOfTemplates() {
        assertThat(new Lexer("a = `x\n// y\n${b(\n// c\n)}\n// d\n`;\n// `e\n/** ` */\n'\\''").linesInTexts())
                .containsExactlyInAnyOrder(1, 2, 5, 6);
    }

    /** Finds the lines that begin within a template literal, outside of its expressions. Regular expressions have no quotes. */
    private static final class Lexer {
        private static final char PLAIN = 'p';

        private final String code;
        private final Deque<Character> open = new ArrayDeque<>();
        private final Set<Integer> lines = new HashSet<>();
        private final Set<Integer> plain = new HashSet<>();
        private int at;
        private int line;

        Lexer(String code) {
            this.code = code;
        }

        Set<Integer> linesInTexts() {
            while (at < code.length()) {
                step(code.charAt(at));
                at++;
            }
            assertThat(open).isEmpty();
            return lines;
        }

        /** Those of template literals that are not of HTML. */
        Set<Integer> linesInPlainTexts() {
            linesInTexts();
            return plain;
        }

        private void step(char next) {
            if (next == '\n') {
                line++;
                if (isInText()) {
                    lines.add(line);
                }
                if (isIn(PLAIN)) {
                    plain.add(line);
                }
            } else if (next == '\\') {
                at++;
            } else if (isInText()) {
                inTemplate(next);
            } else {
                inCode(next);
            }
        }

        private void inTemplate(char next) {
            if (next == '`') {
                open.pop();
            } else if (code.startsWith("${", at)) {
                open.push('{');
                at++;
            }
        }

        private void inCode(char next) {
            if (code.startsWith("//", at)) {
                at = code.indexOf('\n', at) - 1;
            } else if (code.startsWith("/*", at)) {
                int end = code.indexOf("*/", at) + 1;
                line += (int) code.substring(at, end).lines().count() - 1;
                at = end;
            } else if (next == '\'' || next == '"') {
                at = code.indexOf(next, at + 1);
                while (code.charAt(at - 1) == '\\') {
                    at = code.indexOf(next, at + 1);
                }
            } else if (next == '`') {
                open.push(code.startsWith("html", at - 4) ? next : PLAIN);
            } else if (next == '{') {
                open.push(next);
            } else if (next == '}') {
                open.pop();
            }
        }

        private boolean isInText() {
            return isIn('`') || isIn(PLAIN);
        }

        private boolean isIn(char kind) {
            return !open.isEmpty() && open.peek() == kind;
        }
    }
}
