package dev.saoma.emulator.junit;

import dev.saoma.emulator.EmulatorBuilder;
import dev.saoma.emulator.WeChatEmulator;
import java.util.Objects;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * One running emulator per test class: started on a free port before all tests, reset before each, closed after all.
 * Constructors, tests and lifecycle methods get it as a parameter of type {@link WeChatEmulator}. Nested classes share
 * the emulator of the enclosing class.
 *
 * <p>The reset comes before {@code @BeforeEach} and after the constructor. Set up the state of each test in
 * {@code @BeforeEach}, or in the {@linkplain EmulatorBuilder#world world} of a builder.
 *
 * <pre>{@code
 * @WithWeChat
 * class SignInTest {
 *
 *     @Test
 *     void greetsTheUser(WeChatEmulator wechat) {
 *         Application application = new Application(wechat.baseUrl());
 *
 *         String page = application.callback(wechat.issueCode(Sample.APP.appid(), "alice"));
 *
 *         assertThat(page).isEqualTo("Hello Alice");
 *     }
 *
 *     @Test
 *     void refusesACodeThatIsTooOld(WeChatEmulator wechat) {
 *         Application application = new Application(wechat.baseUrl());
 *         String code = wechat.issueCode(Sample.APP.appid(), "alice");
 *
 *         wechat.advanceClock(Duration.ofMinutes(11));
 *
 *         assertThat(application.callback(code)).isEqualTo("Please scan again");
 *     }
 * }
 * }</pre>
 *
 * <p>{@link WithWeChat} registers it with the defaults; a static field with {@code @RegisterExtension} registers one made
 * from a builder. Works with JUnit Jupiter 5.13 and later.
 */
public final class WeChatEmulatorExtension implements BeforeAllCallback, BeforeEachCallback, ParameterResolver {

    private static final Namespace NAMESPACE = Namespace.create(WeChatEmulatorExtension.class);

    private final EmulatorBuilder builder;

    /** Creates an extension with the sample world and WeChat's lifetimes. */
    public WeChatEmulatorExtension() {
        this(WeChatEmulator.builder());
    }

    /** Creates an extension that starts its emulators from this builder, which must not be changed afterwards. */
    public WeChatEmulatorExtension(EmulatorBuilder builder) {
        this.builder = builder;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        emulator(context);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        emulator(context).reset();
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == WeChatEmulator.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return emulator(context);
    }

    // JUnit closes the emulator with the class that owns the store. A store first looks into that of the enclosing
    // class, so a nested class finds the existing emulator.
    @SuppressWarnings("deprecation") // JUnit 6 renames the method; JUnit 5 has this name only
    private WeChatEmulator emulator(ExtensionContext context) {
        ExtensionContext owner = context;
        while (owner.getTestMethod().isPresent()) {
            owner = owner.getParent().orElseThrow();
        }
        return Objects.requireNonNull(owner.getStore(NAMESPACE)
                .getOrComputeIfAbsent(WeChatEmulator.class, type -> builder.start(), WeChatEmulator.class));
    }
}
