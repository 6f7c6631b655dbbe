package dev.saoma.emulator;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.saoma.testing.PublicTypes;
import java.io.IOException;
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
        PublicTypes.requireApiOrInternal(WeChatEmulator.class);
    }
}
