package dev.saoma;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.saoma.identity.WeChatAuthModel;
import java.time.Clock;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArchitectureTest {
    private static final JavaClasses CORE = new ClassFileImporter()
            .importUrl(App.class.getProtectionDomain().getCodeSource().getLocation());

    @ParameterizedTest
    @CsvSource({
        "audit,    ''",
        "error,    ''",
        "json,     ''",
        "secret,   ''",
        "query,    error",
        "store,    error",
        "time,     ''",
        "element,  error json",
        "identity, audit error secret query store",
        "observe,  error identity",
        "ticket,   error secret store identity",
        "session,  audit error secret store identity time",
        "login,    audit error json secret store identity observe ticket session element",
        "wechat,   error json secret identity observe element login",
        "memory,   audit error secret store identity ticket session query login",
        "sql,      audit error secret store identity ticket session query login time"
    })
    void packagesKnowOnlyWhatIsBelowThem(String name, String below) {
        String[] known = Stream.concat(
                        Stream.of(name), Stream.of(below.split(" ")).filter(part -> !part.isEmpty()))
                .map(part -> "dev.saoma." + part + "..")
                .toArray(String[]::new);
        noClasses()
                .that()
                .resideInAPackage("dev.saoma." + name + "..")
                .should()
                .dependOnClassesThat(resideInAPackage("dev.saoma..")
                        .and(not(resideInAnyPackage(known)))
                        .and(not(type(ExtensionPoint.class))))
                .because(
                        "a reader goes through core in one direction, and a part can be understood without its callers")
                .check(CORE);
    }

    @Test
    void packagesFormNoCircle() {
        slices().matching("dev.saoma.(*)..")
                .should()
                .beFreeOfCycles()
                .because("packages in a circle are one package")
                .check(CORE);
    }

    @Test
    void onlyTheAppKnowsHowRowsAreKept() {
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.saoma", "dev.saoma.sql..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.saoma.sql..")
                .because("rules must hold on every store, so they reach rows through ports alone")
                .check(CORE);
    }

    @Test
    void onlyWeChatKnowsTheHttpClient() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.saoma.wechat..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.hc..", "java.net.http..")
                .because("the secret stands in the address, so one place alone makes calls")
                .check(CORE);
    }

    @Test
    void onlySqlKnowsDatabases() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.saoma.sql..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.jdbi..", "com.zaxxer..", "org.flywaydb..", "org.sqlite..", "java.sql..", "javax.sql..")
                .because("a statement outside of sql would be one that no store's contract is tested with")
                .check(CORE);
    }

    @Test
    void nobodyKnowsAServer() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("jakarta..", "javax.servlet..", "org.eclipse.jetty..", "org.springframework..")
                .because("core runs in any server, and in none")
                .check(CORE);
    }

    @Test
    void methodsSayWhatTheyAnswer() {
        methods()
                .that()
                .arePublic()
                .and()
                .haveNameMatching("get([A-Z].*)?")
                .and()
                .haveNameNotMatching("getElement|getLoginConfig|getLoginCode|getUserAuthInfo")
                .should()
                .beDeclaredIn(WeChatAuthModel.class)
                .allowEmptyShould(true)
                .because("only the specification's own names begin with get")
                .check(CORE);
    }

    @Test
    void namesSayWhatAClassIs() {
        noClasses()
                .should()
                .haveSimpleNameEndingWith("Impl")
                .orShould()
                .haveNameMatching(".*(Utils?|Helper|Manager|Base|Abstract[A-Za-z]*)")
                .because("such a name says how a class came to be, not what it is")
                .check(CORE);
    }

    @Test
    void timeComesFromTheClock() {
        noClasses()
                .that()
                .haveNameNotMatching(".*[.](Deadline|Ticker)")
                .should()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(Clock.class, "systemDefaultZone")
                .because("what depends on time must be testable without waiting")
                .check(CORE);
    }

    @Test
    void nothingPrints() {
        noClasses()
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .callMethod(Throwable.class, "printStackTrace")
                .because("a library speaks through its log, where secrets are watched for")
                .check(CORE);
    }
}
