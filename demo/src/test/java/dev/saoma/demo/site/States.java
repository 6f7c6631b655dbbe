package dev.saoma.demo.site;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Brings the element into each of its states, except {@code waiting}, which requires a real login. */
final class States {
    static final List<String> ALL = List.of(
            "idle",
            "loading",
            "exchanging",
            "organisations",
            "newcomer",
            "newcomer-elsewhere",
            "success",
            "bound",
            "expired",
            "offline",
            "error",
            "retryable",
            "cancelled",
            "unreachable",
            "page",
            "popup",
            "popup-blocked",
            "frame-blocked",
            "no-cookie");

    private States() {}

    /** Opens a page on which the states can be shown. */
    static Page open(Visit visit) {
        Page page = visit.open(HostPage.at(Sites.APP, Sites.OPEN).with("manual", ""));
        page.waitForFunction("!!customElements.get('wechat-login')");
        try (InputStream in = States.class.getResourceAsStream("states.js")) {
            page.evaluate(new String(in.readAllBytes(), StandardCharsets.UTF_8) + "null");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return page;
    }

    static void show(Page page, String state) {
        page.evaluate("name => showState(name)", state);
    }
}
