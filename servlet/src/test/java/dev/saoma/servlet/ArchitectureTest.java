package dev.saoma.servlet;

import static com.tngtech.archunit.base.DescribedPredicate.anyElementThat;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import dev.saoma.testing.PublicTypes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final String FACE = "dev.saoma.servlet";
    private static final String INTERNAL = FACE + ".internal";
    private static final int MOST_TYPES = 25;
    private static final int MOST_PARAMETERS = 7;

    private static final JavaClasses SERVLET = new ClassFileImporter()
            .importUrl(SaomaServlet.class.getProtectionDomain().getCodeSource().getLocation());

    @Test
    void packagesKnowOnlyWhatIsBelowThem() throws IOException {
        documented().forEach((name, below) -> {
            String[] known = Stream.concat(Stream.of(name), below.stream())
                    .map(part -> INTERNAL + "." + part + "..")
                    .toArray(String[]::new);
            noClasses()
                    .that()
                    .resideInAPackage(INTERNAL + "." + name + "..")
                    .should()
                    .dependOnClassesThat(resideInAPackage(INTERNAL + "..").and(not(resideInAnyPackage(known))))
                    .because("docs/architecture.md lists what each package knows")
                    .check(SERVLET);
        });
    }

    /** Reads the table in docs/architecture.md: each package with the packages that it may depend on. */
    private static Map<String, List<String>> documented() throws IOException {
        List<String> lines = Files.readAllLines(Path.of("../docs/architecture.md"));
        return lines.subList(lines.indexOf("## Servlet"), lines.indexOf("## OpenID provider")).stream()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.replace("`", "").split("\\|"))
                .collect(Collectors.toMap(
                        cells -> cells[1].strip(),
                        cells -> Stream.of(cells[3].strip().split(" "))
                                .filter(part -> !part.equals("-"))
                                .toList()));
    }

    @Test
    void packagesFormNoCircle() {
        slices().matching(INTERNAL + ".(*)..")
                .should()
                .beFreeOfCycles()
                .because("packages in a circle are one package")
                .check(SERVLET);
    }

    @Test
    void classesFormNoCircle() {
        slices().assignedFrom(new OutermostClass())
                .should()
                .beFreeOfCycles()
                .because("each class can then be understood before those that use it")
                .check(SERVLET);
    }

    @Test
    void partsOfARequestKnowNoSettings() {
        noClasses()
                .that()
                .resideInAPackage(INTERNAL + ".http..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(FACE)
                .because("the settings are checked with these types")
                .check(SERVLET);
    }

    @Test
    void nothingBelowKnowsTheEntryPoints() {
        noClasses()
                .that()
                .resideInAPackage(INTERNAL + "..")
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(SaomaServlet.class, SaomaSessionFilter.class, SaomaSession.class)
                .because("they are on top: of the face, only settings and extension points are used below")
                .check(SERVLET);
    }

    @Test
    void publicTypesAreApiOrInternal() throws IOException {
        PublicTypes.requireApiOrInternal(SaomaServlet.class);
    }

    @Test
    void theFaceNamesNoInternalType() {
        noMethods()
                .that()
                .arePublic()
                .and()
                .areDeclaredInClassesThat()
                .resideInAPackage(FACE)
                .should()
                .haveRawReturnType(resideInAPackage(INTERNAL + ".."))
                .orShould()
                .haveRawParameterTypes(anyElementThat(resideInAPackage(INTERNAL + "..")))
                .because("an application that calls it would depend on what may change")
                .check(SERVLET);
    }

    @Test
    void constructorsTakeAFewParameters() {
        assertThat(SERVLET.stream()
                        .flatMap(type -> type.getConstructors().stream())
                        .filter(made -> made.getRawParameterTypes().size() > MOST_PARAMETERS)
                        .map(JavaConstructor::getFullName))
                .as("a class that needs more has more than one task")
                .isEmpty();
    }

    @Test
    void packagesAreSmall() {
        Map<String, Long> types = SERVLET.stream()
                .filter(JavaClass::isTopLevelClass)
                .filter(type -> !type.getSimpleName().equals("package-info"))
                .collect(Collectors.groupingBy(JavaClass::getPackageName, Collectors.counting()));

        assertThat(types).allSatisfy((name, count) -> assertThat(count).as(name).isLessThanOrEqualTo(MOST_TYPES));
    }

    /** One slice for each top-level class with its nested classes. */
    private static final class OutermostClass implements SliceAssignment {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            JavaClass outermost = type;
            while (outermost.getEnclosingClass().isPresent()) {
                outermost = outermost.getEnclosingClass().get();
            }
            return SliceIdentifier.of(outermost.getName());
        }

        @Override
        public String getDescription() {
            return "each class with what is nested in it";
        }
    }
}
