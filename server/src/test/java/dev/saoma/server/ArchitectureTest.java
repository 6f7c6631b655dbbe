package dev.saoma.server;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
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
