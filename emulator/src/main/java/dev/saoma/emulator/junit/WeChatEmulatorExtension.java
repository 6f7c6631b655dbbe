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
 * One running emulator per test class: on a free port before all tests, reset before each, closed after all. Constructors,
 * tests and lifecycle methods get it as a parameter of type {@link WeChatEmulator}; nested classes share that of the class
 * around them.
 *
 * <p>The reset comes before {@code @BeforeEach} and after the constructor. What each test shall find belongs into
 * {@code @BeforeEach}, or into the {@linkplain EmulatorBuilder#world world} of a builder.
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

    /** With the sample world and WeChat's lifetimes. */
    public WeChatEmulatorExtension() {
        this(WeChatEmulator.builder());
    }

    /** Starts its emulators from this builder, which is not to be changed after that. */
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

    // JUnit closes it with the class that the store belongs to. A store looks into that of the class around it first,
    // so
    // a nested class finds the emulator that is there.
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
