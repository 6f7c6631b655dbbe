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
 * Injects the {@link Chromium} of this process, which takes a second of two cores to start, or a {@link WatchedBrowser}
 * in it, which has the locale English and is closed after the test.
 */
public final class SharedChromium
        implements BeforeAllCallback, ParameterResolver, AfterTestExecutionCallback, AfterEachCallback {
    private static final Namespace HERE = Namespace.create(SharedChromium.class);

    /** Starts Chromium first, so that tests are skipped without one: an unresolved parameter would fail them. */
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

    /** Closes the browser before the test stops its servers, since open pages would then report errors. */
    @Override
    public void afterTestExecution(ExtensionContext context) {
        close(context);
    }

    /** Closes the browser if the test itself was not executed. */
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
