package dev.saoma.emulator;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .importUrl(
                    WeChatEmulator.class.getProtectionDomain().getCodeSource().getLocation());

    @Test
    void knowsNothingOfTheProductUnderTest() {
        noClasses()
                .should()
                .dependOnClassesThat(resideInAPackage("dev.saoma..").and(not(resideInAPackage("dev.saoma.emulator.."))))
                .check(CLASSES);
    }

    @Test
    void hasNoCyclesBetweenPackages() {
        slices().matching("dev.saoma.emulator.(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void keepsJettyInOnePackage() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.saoma.emulator.internal.http")
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
                .resideOutsideOfPackage("dev.saoma.emulator.internal.tls")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.bouncycastle..")
                .check(CLASSES);
    }

    @Test
    void publicTypesAreApiOrInternal() throws IOException {
        String[] exported = Files.readAllLines(Path.of("..", "docs", "extending.md")).stream()
                .filter(line -> line.startsWith("| `dev.saoma.emulator"))
                .map(line -> line.split("`")[1])
                .toArray(String[]::new);

        classes()
                .that()
                .arePublic()
                .should()
                .resideInAnyPackage(exported)
                .orShould()
                .resideInAPackage("dev.saoma.emulator.internal..")
                .because("docs/extending.md lists the packages of the API; every other public type is internal")
                .check(CLASSES);
    }
}
