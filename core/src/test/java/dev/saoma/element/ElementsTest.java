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

class ElementsTest {
    private static final ElementName X = new ElementName("auths.loginTypes.X");

    private static final String TYPE = "auths.loginTypes.WeChatType";

    @TempDir
    private Path folder;

    @Nested
    class OneApp {

        @Test
        void keepsUnknownKeysForATypeOfYourOwn() {
            app("Own").write("auths/loginTypes/X/e.json", "{'type':'" + TYPE + "','title':'T','colour':'red'}");

            assertThat(x("Own").json().raw()).containsKey("colour");
        }

        @Test
        void readsTheBusinessFileThatFrontBundleEntryNames() {
            app("Own")
                    .write(
                            "auths/loginTypes/X/e.json",
                            "{'type':'" + TYPE + "','title':'T','frontBundleEntry':'./conf.json'}")
                    .write("auths/loginTypes/X/conf.json", "{'from':'conf'}")
                    .write("auths/loginTypes/X/X.json", "{'from':'name'}");

            assertThat(x("Own").business().text("from")).contains("conf");
        }

        @Test
        void readsTheBusinessFileOfItsNameWhenNoneIsNamed() {
            app("Own")
                    .write("auths/loginTypes/X/e.json", "{'type':'" + TYPE + "','title':'T'}")
                    .write("auths/loginTypes/X/X.json", "{'from':'name'}");

            assertThat(x("Own").business().text("from")).contains("name");
        }

        @Test
        void takesAnEntryThatIsNoJsonForCodeOfTheFrontEnd() {
            app("Own")
                    .write(
                            "auths/loginTypes/X/e.json",
                            "{'type':'" + TYPE + "','title':'T','frontBundleEntry':'./index.js'}")
                    .write("auths/loginTypes/X/X.json", "{'from':'name'}");

            assertThat(x("Own").business().text("from")).contains("name");
        }

        @Test
        void followsATypeUpToItsMeta() {
            app("Own").element("X", TYPE, "").write("auths/loginTypes/X/X.json", "{}");
            Elements elements = open("Own");

            assertThat(elements.lineage(elements.find(X).orElseThrow()))
                    .extracting(element -> element.name().simple())
                    .containsExactly("X", "WeChatType", "Meta");
        }
    }

    @Nested
    class AccessModifiers {

        @Test
        void hideWhatIsPrivateInAParent() {
            app("Own", "Base");
            x(app("Base"), "base", "private");

            assertThat(open("Own").find(X)).isEmpty();
        }

        @Test
        void leadFromAParentsElementToItsPrivateType() {
            app("Own", "Base");
            x(type(app("Base"), "private", "base"), "base", "public", "auths.loginTypes.T");

            assertThat(titles(open("Own").lineage(x("Own")))).startsWith("base", "T of base");
        }

        @Test
        void leadEachAppsElementToItsOwnPrivateType() {
            x(type(app("Own", "Base"), "public", "own"), "own", "public", "auths.loginTypes.T");
            type(app("Base"), "private", "base")
                    .write(
                            "auths/loginTypes/Y/e.json",
                            "{'type':'auths.loginTypes.T','title':'y','accessModifier':'public'}");

            assertThat(titles(open("Own").lineage(x("Own")))).startsWith("own", "T of own");
            assertThat(titles(open("Own")
                            .lineage(open("Own")
                                    .find(new ElementName("auths.loginTypes.Y"))
                                    .orElseThrow())))
                    .startsWith("y", "T of base");
        }

        @Test
        void leadNobodyElseToAPrivateType() {
            x(app("Own", "Base"), "own", "public", "auths.loginTypes.T");
            type(app("Base"), "private", "base");

            assertThatExceptionOfType(ConfigException.class)
                    .isThrownBy(() -> open("Own").lineage(x("Own")))
                    .withMessageContaining("auths.loginTypes.T");
        }

        @Test
        void showWhatIsPrivateInTheAppItself() {
            x(app("Own"), "own", "private");

            assertThat(x("Own").title()).isEqualTo("own");
        }

        @Test
        void letAPrivateElementBeDefinedAgain() {
            x(app("Own", "Base"), "own", "public");
            x(app("Base"), "base", "private");

            assertThat(x("Own").title()).isEqualTo("own");
        }

        @Test
        void showWhatIsProtectedInAParent() {
            app("Own", "Base");
            x(app("Base"), "base", "protected");

            assertThat(x("Own").title()).isEqualTo("base");
        }

        @Test
        void refuseToOverrideWhatIsProtected() {
            x(app("Own", "Base"), "own", "public");
            x(app("Base"), "base", "protected");

            assertThatExceptionOfType(ConfigException.class)
                    .isThrownBy(() -> open("Own"))
                    .withMessageContaining("auths/loginTypes/X/e.json")
                    .withMessageContaining("protected");
        }

        @Test
        void letNeighboursThatDoNotExtendEachOtherBothProtectAName() {
            app("Own", "A", "B");
            x(app("A"), "a", "protected");
            x(app("B"), "b", "public");

            assertThat(x("Own").title()).isEqualTo("a");
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
        x(app, title, access, TYPE);
    }

    private static void x(AppFolder app, String title, String access, String type) {
        app.write(
                "auths/loginTypes/X/e.json",
                "{'type':'" + type + "','title':'" + title + "','accessModifier':'" + access + "'}");
    }

    private static AppFolder type(AppFolder app, String access, String of) {
        return app.write(
                "auths/loginTypes/T/e.json",
                "{'type':'" + TYPE + "','title':'T of " + of + "','accessModifier':'" + access + "'}");
    }

    private static List<String> titles(List<ElementDefinition> line) {
        return line.stream().map(ElementDefinition::title).toList();
    }

    private Elements open(String app) {
        return Elements.open(folder.resolve(app), name -> Optional.empty());
    }

    private ElementDefinition x(String app) {
        return open(app).find(X).orElseThrow();
    }
}
