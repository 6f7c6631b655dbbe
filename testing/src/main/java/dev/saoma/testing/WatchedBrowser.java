package dev.saoma.testing;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The browser of one user, with its own cookies. Closing it fails if any of its pages had a script error, opened a dialog,
 * or violated its security policy.
 */
public final class WatchedBrowser implements AutoCloseable {
    private static final Pattern FORBIDDEN = Pattern.compile("Content Security Policy|Permissions policy|require-corp");

    private final BrowserContext context;
    private final List<String> complaints = new ArrayList<>();

    public WatchedBrowser(Browser browser, Browser.NewContextOptions options) {
        context = browser.newContext(options);
        context.setDefaultTimeout(Chromium.PATIENCE);
        context.onConsoleMessage(message -> {
            if (FORBIDDEN.matcher(message.text()).find()) {
                complaints.add(message.text());
            }
        });
        context.onWebError(error -> complaints.add(error.error()));
        context.onDialog(dialog -> {
            complaints.add("dialog: " + dialog.message());
            dialog.dismiss();
        });
    }

    public BrowserContext context() {
        return context;
    }

    /** Opens a new page at this address. */
    public Page open(String address) {
        Page page = context.newPage();
        page.navigate(address);
        return page;
    }

    /** Returns and clears the recorded complaints, for a test that provokes them. */
    public List<String> takeComplaints() {
        List<String> taken = List.copyOf(complaints);
        complaints.clear();
        return taken;
    }

    @Override
    public void close() {
        context.close();
        if (!complaints.isEmpty()) {
            throw new AssertionError("the browser complains: " + complaints);
        }
    }
}
