package dev.saoma;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasModifiers.Predicates.modifier;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.constructors;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import dev.saoma.identity.WeChatAuth;
import dev.saoma.logintype.LoginInstance;
import dev.saoma.logintype.LoginOperations;
import dev.saoma.store.Session;
import dev.saoma.store.Ticket;
import dev.saoma.testing.PublicTypes;
import dev.saoma.wechat.WeChatAuthModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ArchitectureTest {
    /** Records that mirror a table's row or a document; their constructors have a parameter for each column. */
    private static final DescribedPredicate<JavaClass> ROWS =
            belongToAnyOf(Session.class, Ticket.class, WeChatAuth.class);

    private static final JavaClasses CORE = new ClassFileImporter()
            .importUrl(App.class.getProtectionDomain().getCodeSource().getLocation());

    private static final Pattern PACKAGE_ROW = Pattern.compile("[|] `(dev[.]saoma[a-z.]*)` [|].*");
    private static final Pattern KNOWS_ROW = Pattern.compile("[|] `([a-z.]+)` [|][^|]*[|] ([a-z. -]+) [|]");

    /** The packages of the API, as docs/extending.md lists them. */
    private static final Set<String> EXPORTED = exported();

    @ParameterizedTest
    @MethodSource("rows")
    void packagesKnowOnlyWhatIsBelowThem(String name, String below) {
        String[] known = Stream.concat(
                        Stream.of(name), Stream.of(below.split(" ")).filter(part -> !part.isEmpty()))
                .map(part -> "dev.saoma." + part)
                .toArray(String[]::new);
        noClasses()
                .that()
                .resideInAPackage("dev.saoma." + name)
                .should()
                .dependOnClassesThat(resideInAPackage("dev.saoma..")
                        .and(not(resideInAnyPackage(known)))
                        .and(not(type(ExtensionPoint.class))))
                .because(
                        "a reader goes through core in one direction, and a part can be understood without its callers")
                .check(CORE);
    }

    @Test
    void everyPackageHasARow() {
        Set<String> rows = rows().map(row -> "dev.saoma." + row.get()[0]).collect(Collectors.toSet());

        Set<String> packages = CORE.stream()
                .map(JavaClass::getPackageName)
                .filter(name -> !name.equals("dev.saoma"))
                .collect(Collectors.toSet());

        assertThat(packages).isEqualTo(rows);
    }

    @Test
    void packagesFormNoCircle() {
        slices().matching("dev.saoma.(**)")
                .should()
                .beFreeOfCycles()
                .because("packages in a circle are one package")
                .check(CORE);
    }

    @Test
    void classesFormNoCircle() {
        slices().assignedFrom(new TopLevelClass())
                .should()
                .beFreeOfCycles()
                // Allowed: a type that delegates its own construction, parsing or printing to another class.
                .ignoreDependency(App.class, AppBuilder.class)
                .ignoreDependency(
                        nameMatching("dev.saoma.query.Filter"),
                        nameMatching("dev.saoma.query.(Parser|Matcher|SqlWriter)"))
                .ignoreDependency(
                        nameMatching("dev.saoma.internal.json.JsonNode"),
                        nameMatching("dev.saoma.internal.json.JsonText"))
                .ignoreDependency(
                        nameMatching("dev.saoma.session.Revocations"), nameMatching("dev.saoma.session.NoRevocations"))
                .ignoreDependency(
                        nameMatching("dev.saoma.identity.UserDirectory"),
                        nameMatching("dev.saoma.identity.(Functional|Scoped)UserDirectory"))
                // Allowed: an instance passes itself to the port that it calls.
                .ignoreDependency(LoginOperations.class, LoginInstance.class)
                .because("classes in a circle are one class, and can only be read together")
                .check(CORE);
    }

    @Test
    void packagesAreSmall() {
        Map<String, Long> types = CORE.stream()
                .filter(type -> type.isTopLevelClass() && !type.getSimpleName().equals("package-info"))
                .collect(Collectors.groupingBy(JavaClass::getPackageName, Collectors.counting()));

        assertThat(types)
                .allSatisfy((name, count) -> assertThat(count)
                        .as("types in %s: at most 25 are allowed in one package", name)
                        .isLessThanOrEqualTo(25));
    }

    @Test
    void constructorsAreShort() {
        constructors()
                .that()
                .areDeclaredInClassesThat(not(ROWS))
                .should()
                .haveRawParameterTypes(
                        describe("at most 7", (List<? extends JavaClass> parameters) -> parameters.size() <= 7))
                .because("a class with more collaborators does more than one thing")
                .check(CORE);
    }

    @Test
    void publicTypesAreApiOrInternal() throws IOException {
        PublicTypes.requireApiOrInternal(App.class);
    }

    @Test
    void apiShowsNoInternalType() {
        methods()
                .that()
                .areDeclaredInClassesThat(
                        resideInAnyPackage(EXPORTED.toArray(String[]::new)).and(modifier(JavaModifier.PUBLIC)))
                .and()
                .arePublic()
                .should()
                .notHaveRawReturnType(resideInAPackage("dev.saoma.internal.."))
                .because("an application that uses the API never has to name an internal type")
                .check(CORE);
    }

    @Test
    void payloadsAreParsedInOnePlace() {
        noClasses()
                .that()
                .haveNameNotMatching("dev[.]saoma[.](login[.](TicketPayload|BindTickets[$]NewUser)|store[.].*)")
                .should()
                .callMethod(Ticket.class, "payload")
                .because("a ticket is parsed once, where it is read, and is a typed value from then on")
                .check(CORE);
    }

    @Test
    void onlyTheAppKnowsHowRowsAreKept() {
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.saoma", "dev.saoma.store.sql")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.saoma.store.sql")
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
                .resideOutsideOfPackages("dev.saoma.store.sql", "dev.saoma.database")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.zaxxer..", "org.flywaydb..", "org.sqlite..", "java.sql..", "javax.sql..")
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

    private static Set<String> exported() {
        return lines("extending.md", PACKAGE_ROW).map(row -> row.group(1)).collect(Collectors.toUnmodifiableSet());
    }

    /** The rows of the table in docs/architecture.md: a package and the packages that it may depend on. */
    static Stream<Arguments> rows() {
        return lines("architecture.md", KNOWS_ROW)
                .map(row -> Arguments.of(row.group(1), row.group(2).replace("-", "")));
    }

    private static Stream<MatchResult> lines(String document, Pattern pattern) {
        try {
            return Files.readAllLines(Path.of("..", "docs", document)).stream()
                    // The tables after this heading are for other modules.
                    .takeWhile(line -> !line.equals("## Servlet"))
                    .map(pattern::matcher)
                    .filter(Matcher::matches)
                    .map(Matcher::toMatchResult);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Assigns a nested class to the slice of its top-level class. */
    private static final class TopLevelClass implements SliceAssignment {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            JavaClass outer = type;
            while (outer.getEnclosingClass().isPresent()) {
                outer = outer.getEnclosingClass().get();
            }
            return SliceIdentifier.of(outer.getName());
        }

        @Override
        public String getDescription() {
            return "top-level classes";
        }
    }
}
