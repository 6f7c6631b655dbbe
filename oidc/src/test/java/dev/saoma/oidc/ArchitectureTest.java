package dev.saoma.oidc;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.importer.ClassFileImporter;
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
    private static final String ROOT = "dev.saoma.oidc";
    private static final int MOST_TYPES = 25;
    private static final int MOST_PARAMETERS = 7;

    private static final JavaClasses OIDC = new ClassFileImporter()
            .importUrl(OidcProvider.class.getProtectionDomain().getCodeSource().getLocation());

    @Test
    void packagesKnowWhatTheDocumentSays() throws IOException {
        Map<String, List<String>> known = documented();
        assertThat(known.keySet()).containsExactlyInAnyOrderElementsOf(packages());

        known.forEach((name, below) -> {
            String[] allowed = Stream.concat(Stream.of(name), below.stream())
                    .map(part -> ROOT + "." + part)
                    .toArray(String[]::new);
            noClasses()
                    .that()
                    .resideInAPackage(ROOT + "." + name)
                    .should()
                    .dependOnClassesThat(resideInAPackage(ROOT + "..").and(not(resideInAnyPackage(allowed))))
                    .because("docs/architecture.md lists what each package knows")
                    .check(OIDC);
        });
    }

    /** Reads the table in docs/architecture.md: each package with the packages that it may depend on. */
    private static Map<String, List<String>> documented() throws IOException {
        List<String> lines = Files.readAllLines(Path.of("../docs/architecture.md"));
        Map<String, String> rows =
                lines.subList(lines.indexOf("## OpenID provider"), lines.indexOf("## Server")).stream()
                        .filter(line -> line.startsWith("| `"))
                        .map(line -> line.replace("`", "").split("\\|"))
                        .collect(Collectors.toMap(cells -> cells[1].strip(), cells -> cells[3].strip()));
        return rows.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        row -> row.getValue().equals("all of them")
                                ? List.copyOf(rows.keySet())
                                : Stream.of(row.getValue().split(" "))
                                        .filter(part -> !part.equals("-"))
                                        .toList()));
    }

    private static Set<String> packages() {
        return OIDC.stream()
                .map(JavaClass::getPackageName)
                .filter(name -> name.startsWith(ROOT + "."))
                .map(name -> name.substring(ROOT.length() + 1))
                .collect(Collectors.toSet());
    }

    @Test
    void packagesFormNoCircle() {
        slices().matching(ROOT + ".(*)..")
                .should()
                .beFreeOfCycles()
                .because("packages in a circle are one package")
                .check(OIDC);
    }

    @Test
    void constructorsTakeAFewParameters() {
        assertThat(OIDC.stream()
                        .filter(type -> !type.isRecord())
                        .flatMap(type -> type.getConstructors().stream())
                        .filter(made -> made.getRawParameterTypes().size() > MOST_PARAMETERS)
                        .map(JavaConstructor::getFullName))
                .as("a class that needs more has more than one task")
                .isEmpty();
    }

    @Test
    void packagesAreSmall() {
        Map<String, Long> types = OIDC.stream()
                .filter(JavaClass::isTopLevelClass)
                .filter(type -> !type.getSimpleName().equals("package-info"))
                .collect(Collectors.groupingBy(JavaClass::getPackageName, Collectors.counting()));

        assertThat(types).allSatisfy((name, count) -> assertThat(count).as(name).isLessThanOrEqualTo(MOST_TYPES));
    }
}
