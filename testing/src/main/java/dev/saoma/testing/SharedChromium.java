package dev.saoma.testing;

import com.microsoft.playwright.Browser;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives a test the {@link Chromium} of this process, which takes a second of two cores to start, or a
 * {@link WatchedBrowser} in it, English and closed after the test.
 */
public final class SharedChromium
        implements BeforeAllCallback, ParameterResolver, AfterTestExecutionCallback, AfterEachCallback {
    private static final Namespace HERE = Namespace.create(SharedChromium.class);

    /** First of all, so that a machine without a Chromium skips tests: a parameter that is not found fails them. */
    @Override
    public void beforeAll(ExtensionContext context) {
        chromium(context);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == Chromium.class || type == WatchedBrowser.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        if (parameter.getParameter().getType() == Chromium.class) {
            return chromium(context);
        }
        var options = new Browser.NewContextOptions().setLocale("en");
        return context.getStore(HERE)
                .computeIfAbsent(
                        WatchedBrowser.class,
                        type -> new WatchedBrowser(chromium(context).browser(), options),
                        WatchedBrowser.class);
    }

    /** Before what a test stops when it ends, which its pages would complain of. */
    @Override
    public void afterTestExecution(ExtensionContext context) {
        close(context);
    }

    /** Where it did not come to the test itself. */
    @Override
    public void afterEach(ExtensionContext context) {
        close(context);
    }

    private static void close(ExtensionContext context) {
        var browser = context.getStore(HERE).remove(WatchedBrowser.class, WatchedBrowser.class);
        if (browser != null) {
            browser.close();
        }
    }

    private static Chromium chromium(ExtensionContext context) {
        return context.getRoot()
                .getStore(HERE)
                .computeIfAbsent(Chromium.class, type -> Chromium.launch(), Chromium.class);
    }
}
