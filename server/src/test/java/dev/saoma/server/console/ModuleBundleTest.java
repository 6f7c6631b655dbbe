package dev.saoma.server.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.saoma.servlet.internal.page.ClasspathResource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The one module that browsers load in place of the console's own. */
class ModuleBundleTest {
    private static String of(Map<String, String> files) {
        return ModuleBundle.of("a.js", name -> files.getOrDefault(name, ""));
    }

    @Test
    void joinsModulesInTheOrderOfTheirImports() {
        assertThat(of(Map.of(
                        "a.js", """
                                // The first.
                                import { one, two as three } from './page/b.js';
                                import { html } from './lit.js';
                                import { call } from '../assets/call.js';

                                html(one, three, call, '$1');
                                """,
                        "page/b.js", """
                                import { html } from '../lit.js';
                                import { call } from '../../assets/call.js';

                                export const one = html;
                                export async function two() {}
                                """,
                        "lit.js", "export { html, nothing } from './vendor/lit/lit.js';\n")))
                .isEqualTo("""
                        import * as $vendor_lit_lit from './vendor/lit/lit.js';
                        import * as $assets_call from '../assets/call.js';
                        // lit.js
                        const $lit = (() => {
                        const { html, nothing } = $vendor_lit_lit;
                        return { html, nothing };
                        })();
                        // page/b.js
                        const $page_b = (() => {
                        const { html } = $lit;
                        const { call } = $assets_call;

                        const one = html;
                        async function two() {}
                        return { one, two };
                        })();
                        // a.js
                        const $a = (() => {

                        const { one, two: three } = $page_b;
                        const { html } = $lit;
                        const { call } = $assets_call;

                        html(one, three, call, '$1');
                        return {  };
                        })();
                        """);
    }

    @Test
    void refusesWhatItWouldBreak() {
        for (String code : List.of(
                "import * as all from './b.js';",
                "import b from './b.js';",
                "export default 1;",
                "export let changes = 1;",
                "export { a };",
                "  const b = await import('./b.js');")) {
            assertThatIllegalStateException().as(code).isThrownBy(() -> of(Map.of("a.js", code)));
        }
        assertThatIllegalStateException()
                .isThrownBy(
                        () -> of(Map.of("a.js", "import { b } from './b.js';", "b.js", "import { a } from './a.js';")))
                .withMessageContaining("a.js imports itself by way of [a.js, b.js]");
    }

    /** Every line of every module is served, but for comments and the words that this class takes away. */
    @Test
    void leavesTheCodeAsItIs() {
        String bundle = ModuleBundle.of(ConsoleFiles.ENTRY, ModuleBundleTest::text);

        for (String name : ModuleBundle.names(ConsoleFiles.ENTRY, ModuleBundleTest::text)) {
            String code = ModuleComments.removed(text(name))
                    .replaceAll("(?m)^(import|export) \\{.*\\R?", "")
                    .replaceAll("(?m)^export ", "")
                    .strip();
            assertThat(bundle).as(name).contains(code);
        }
    }

    private static String text(String name) {
        return ClasspathResource.text("/dev/saoma/server/console/" + name);
    }
}
