package dev.saoma.server;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.saoma.ExtensionPoint;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private final JavaClasses server = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.saoma.server", "dev.saoma.servlet");

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
        Set<String> marked = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("dev.saoma").stream()
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
