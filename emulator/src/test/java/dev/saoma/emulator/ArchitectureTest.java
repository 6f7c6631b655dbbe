package dev.saoma.emulator;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.saoma.emulator");

    @Test
    void knowsNothingOfTheProductUnderTest() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.saoma.element..", "dev.saoma.wechat..", "dev.saoma.login..", "dev.saoma.error..")
                .check(CLASSES);
    }

    @Test
    void hasNoCyclesBetweenPackages() {
        slices().matching("dev.saoma.emulator.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void keepsJettyInOnePackage() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.saoma.emulator.http")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.eclipse.jetty..")
                .check(CLASSES);
    }

    @Test
    void keepsTheCommandLineOutOfTheRest() {
        noClasses()
                .that()
                .doNotBelongToAnyOf(Main.class)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("picocli..")
                .check(CLASSES);
    }

    @Test
    void keepsCertificatesInOnePackage() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.saoma.emulator.tls")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.bouncycastle..")
                .check(CLASSES);
    }
}
