package dev.saoma.element;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.saoma.AppFolder;
import dev.saoma.error.ConfigException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Apps that extend other apps. */
class AppChainTest {
    private static final ElementName X = new ElementName("auths.loginTypes.X");

    private static final String TYPE = "auths.loginTypes.WeChatType";

    @TempDir
    private Path folder;

    @Nested
    class AChain {

        @Test
        void findsWhatAParentDefines() {
            app("Own", "Base");
            x(app("Base"), "base", "public");

            assertThat(x("Own").title()).isEqualTo("base");
        }

        @Test
        void letsTheNearestWin() {
            x(app("Own", "Base"), "own", "public");
            x(app("Base"), "base", "public");

            assertThat(x("Own").title()).isEqualTo("own");
        }

        @Test
        void reachesOverSeveralApps() {
            app("Own", "Middle");
            app("Middle", "Base");
            x(app("Base"), "base", "public");

            assertThat(x("Own").title()).isEqualTo("base");
        }

        @Test
        void takesTheFirstOfTwoParents() {
            app("Own", "A", "B");
            x(app("A"), "a", "public");
            x(app("B"), "b", "public");

            assertThat(x("Own").title()).isEqualTo("a");
        }

        @Test
        void readsTheBaseOfADiamondOnce() {
            app("Own", "A", "B");
            app("A", "Base");
            app("B", "Base");
            x(app("Base"), "base", "public");

            assertThat(x("Own").title()).isEqualTo("base");
        }

        @Test
        void letsASideOfADiamondOverrideItsBase() {
            app("Own", "A", "B");
            app("A", "Base");
            x(app("B", "Base"), "b", "public");
            x(app("Base"), "base", "public");

            assertThat(x("Own").title()).isEqualTo("b");
        }

        @Test
        void refusesACircle() {
            app("Own", "A");
            app("A", "Own");

            fault("Own", "extends", "acme.Own");
        }

        @Test
        void refusesAParentThatIsNotThere() {
            app("Own", "A");

            fault("Own", "extends", "acme.A");
        }

        @Test
        void refusesAParentOfAnotherVersion() {
            new AppFolder(folder.resolve("Own"))
                    .write("app.json", "{'appId':'acme.Own','extends':[{'appId':'acme.A','version':'2.0.0'}]}");
            app("A");

            fault("Own", "extends", "acme.A 2.0.0");
        }

        @Test
        void overlooksABrokenAppThatMerelyStandsBeside() {
            app("Own", "Base");
            new AppFolder(folder.resolve("Aaa")).write("app.json", "{");
            x(app("Base"), "base", "public");

            assertThat(x("Own").title()).isEqualTo("base");
        }

        @Test
        void mayNameTheBuiltInAppThatItExtendsAnyway() {
            x(
                    new AppFolder(folder.resolve("Own"))
                            .write(
                                    "app.json",
                                    "{'appId':'acme.Own','extends':[{'appId':'acme.Base'},{'appId':'saoma.Framework'}]}"),
                    "own",
                    "public");
            app("Base");

            assertThat(open("Own").lineage(x("Own"))).hasSize(3);
        }

        @Test
        void refusesAnotherVersionOfTheBuiltInApp() {
            new AppFolder(folder.resolve("Own"))
                    .write(
                            "app.json",
                            "{'appId':'acme.Own','extends':[{'appId':'saoma.Framework','version':'9.0.0'}]}");

            fault("Own", "extends", "saoma.Framework 9.0.0");
        }

        @Test
        void saysOfABrokenParentWhatIsBroken() {
            app("Own", "Base");
            new AppFolder(folder.resolve("Base")).write("app.json", "{'appId':'acme.Base','version':7}");

            fault("Own", "version", "Base");
        }

        @Test
        void saysOfAParentThatIsNoJsonWhereItBreaks() {
            app("Own", "Base");
            new AppFolder(folder.resolve("Base")).write("app.json", "{'appId':'acme.Base',,}");

            fault("Own", "", "line 1");
        }

        @Test
        void doesNotBlameABrokenAppThatExtendsTheMissingOneToo() {
            app("Own", "Base");
            new AppFolder(folder.resolve("Other"))
                    .write("app.json", "{'appId':'acme.Other','version':7,'extends':[{'appId':'acme.Base'}]}");

            fault("Own", "extends", "acme.Base");
        }

        @Test
        void refusesAParentThatTwoFoldersHold() {
            app("Own", "Base");
            app("Base");
            new AppFolder(folder.resolve("Copy")).write("app.json", "{'appId':'acme.Base'}");

            fault("Own", "extends", "acme.Base");
        }

        @Test
        void isAtMostSixteenAppsLong() {
            for (int i = 0; i < 17; i++) {
                app("A" + i, "A" + (i + 1));
            }

            assertThatExceptionOfType(ConfigException.class)
                    .isThrownBy(() -> open("A0"))
                    .withMessageContaining("16");
        }
    }

    private AppFolder app(String name, String... parents) {
        String list = String.join(
                ",",
                List.of(parents).stream().map(p -> "{'appId':'acme." + p + "'}").toList());
        return new AppFolder(folder.resolve(name))
                .write("app.json", "{'appId':'acme." + name + "','extends':[" + list + "]}");
    }

    private static void x(AppFolder app, String title, String access) {
        app.write(
                "auths/loginTypes/X/e.json",
                "{'type':'" + TYPE + "','title':'" + title + "','accessModifier':'" + access + "'}");
    }

    private Elements open(String app) {
        return Elements.open(folder.resolve(app), name -> Optional.empty());
    }

    private ElementDefinition x(String app) {
        return open(app).find(X).orElseThrow();
    }

    private void fault(String app, String key, String names) {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> open(app))
                .withMessageContaining("app.json")
                .withMessageContaining(names)
                .satisfies(fault -> assertThat(fault.key()).isEqualTo(key));
    }
}
