package dev.saoma.server;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.saoma.App;
import dev.saoma.ExtensionPoint;
import dev.saoma.redis.RedisLink;
import dev.saoma.servlet.SaomaServlet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    /** Records that mirror a document of the API, one component for each member. */
    private static final Set<String> MIRRORS = Set.of(
            "dev.saoma.server.admin.ExportDocument",
            "dev.saoma.server.admin.FlowViews$CountView",
            "dev.saoma.server.admin.element.ElementViews$ElementView",
            "dev.saoma.server.client.ClientHandlers$ClientView",
            "dev.saoma.server.admin.SignInHandlers$SessionView",
            "dev.saoma.server.admin.TestScanHandlers$ResultView");

    private static final Set<String> MODULES = Set.of("servlet", "redis", "oidc");
    private static final int MOST_TYPES = 25;
    private static final int MOST_PARAMETERS = 7;

    private final JavaClasses server = imported(SaomaServer.class, SaomaServlet.class);
    private final JavaClasses own = imported(SaomaServer.class);

    private static JavaClasses imported(Class<?>... oneOfEachModule) {
        return new ClassFileImporter()
                .importUrls(Stream.of(oneOfEachModule)
                        .map(type -> type.getProtectionDomain().getCodeSource().getLocation())
                        .toList());
    }

    @Test
    void packagesKnowWhatTheDocumentSays() throws Exception {
        Map<String, List<String>> known = documented();

        assertThat(packages().keySet()).containsExactlyInAnyOrderElementsOf(known.keySet());
        known.forEach((name, others) -> {
            String[] allowed = Stream.concat(Stream.of(name), others.stream())
                    .map(other ->
                            MODULES.contains(other) ? "dev.saoma." + other + ".." : "dev.saoma.server." + other + "..")
                    .toArray(String[]::new);
            noClasses()
                    .that()
                    .resideInAPackage("dev.saoma.server." + name + "..")
                    .should()
                    .dependOnClassesThat(resideInAnyPackage(
                                    "dev.saoma.server..",
                                    "dev.saoma.servlet..",
                                    "dev.saoma.redis..",
                                    "dev.saoma.oidc..")
                            .and(not(resideInAnyPackage(allowed))))
                    .because("docs/architecture.md lists what each package knows")
                    .check(own);
        });
    }

    /** Reads the table in docs/architecture.md: each package with the packages that it may depend on. */
    private static Map<String, List<String>> documented() throws IOException {
        List<String> lines = Files.readAllLines(Path.of("../docs/architecture.md"));
        return lines.subList(lines.indexOf("## Server"), lines.size()).stream()
                .skip(1)
                .takeWhile(line -> !line.startsWith("## "))
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.split("\\|"))
                .collect(Collectors.toMap(
                        cells -> cells[1].replace("`", "").strip(),
                        cells -> List.of(cells[3].replace("`", "").strip().split(" "))));
    }

    private Map<String, Long> packages() {
        return own.stream()
                .filter(type -> type.isTopLevelClass()
                        && !type.getSimpleName().equals("package-info")
                        && type.getPackageName().startsWith("dev.saoma.server."))
                .collect(Collectors.groupingBy(
                        type -> type.getPackageName().substring("dev.saoma.server.".length()), Collectors.counting()));
    }

    @Test
    void packagesFormNoCircle() {
        slices().matching("dev.saoma.server.(*)..")
                .should()
                .beFreeOfCycles()
                .because("packages in a circle are one package")
                .check(own);
    }

    @Test
    void noPackageIsAHeap() {
        assertThat(packages())
                .allSatisfy((name, types) -> assertThat(types).as(name).isLessThanOrEqualTo(MOST_TYPES));
    }

    @Test
    void constructorsTakeAtMostSevenParameters() {
        Set<String> larger = own.stream()
                .flatMap(type -> type.getConstructors().stream())
                .filter(constructor -> constructor.getRawParameterTypes().size() > MOST_PARAMETERS)
                .map(constructor -> constructor.getOwner().getName())
                .collect(Collectors.toSet());

        assertThat(larger).containsExactlyInAnyOrderElementsOf(MIRRORS);
    }

    @Test
    void theProductNeverKnowsTheEmulator() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.saoma.emulator..")
                .because("an emulator that the product could reach would let anybody in as anybody")
                .check(server);
    }

    @Test
    void theListOfExtensionPointsIsTheMarks() throws Exception {
        Set<String> marked = imported(App.class, SaomaServlet.class, RedisLink.class, SaomaServer.class).stream()
                .filter(type -> type.isAnnotatedWith(ExtensionPoint.class))
                .map(JavaClass::getSimpleName)
                .collect(Collectors.toSet());
        Set<String> listed = Files.readAllLines(Path.of("../docs/extending.md")).stream()
                .filter(line -> line.matches("[|] `[A-Z].*"))
                .map(line -> line.split("`")[1])
                .collect(Collectors.toSet());

        assertThat(listed).isEqualTo(marked).hasSizeGreaterThan(3);
    }

    @Test
    void usersAndOrganisationsKnowNothingOfHttp() {
        noClasses()
                .that()
                .resideInAnyPackage("dev.saoma.server.account..", "dev.saoma.server.organization..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.saoma.server",
                        "dev.saoma.server.admin..",
                        "dev.saoma.servlet..",
                        "jakarta..",
                        "org.eclipse.jetty..")
                .because("what a change ends is the same whoever asks for it")
                .check(server);
    }

    @Test
    void usersAndOrganisationsKnowNothingOfEachOther() {
        slices().matching("dev.saoma.server.(account|organization)..")
                .should()
                .notDependOnEachOther()
                .because("a user without an organisation is whole, and an organisation names users by their keys")
                .check(server);
    }

    @Test
    void onlyOneModuleKnowsRedis() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.lettuce..", "io.netty..")
                .because("it is optional, and may be lost without harm: rules that need it would be neither")
                .check(server);
    }

    @Test
    void theServletKnowsNoServer() {
        noClasses()
                .that()
                .resideInAPackage("dev.saoma.servlet..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.eclipse.jetty..", "dev.saoma.server..", "org.springframework..")
                .because("one binding runs in Jetty, Tomcat and Spring Boot alike")
                .check(server);
    }
}
