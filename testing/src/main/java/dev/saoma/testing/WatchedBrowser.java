package dev.saoma.testing;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * One person's browser, with cookies of its own. When it is closed no page of it may have failed in a script, opened a
 * dialog, or asked for what its policy forbids.
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

    /** A new window at this address. */
    public Page open(String address) {
        Page page = context.newPage();
        page.navigate(address);
        return page;
    }

    /** For a test that makes the browser complain on purpose. */
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
