package dev.saoma.emulator.internal.page;

import dev.saoma.emulator.internal.http.Answer;
import dev.saoma.emulator.internal.http.Explanation;
import dev.saoma.emulator.setting.Setting;
import dev.saoma.emulator.setting.Settings;
import java.util.Map;

/**
 * WeChat's error pages, with status 200 unless set. Never a redirect, so the application does not get the error.
 * Beneath WeChat's message the emulator shows the received and the expected value.
 */
final class ErrorPage {

    private final Settings settings;
    private final Template template = Template.load("error.html");

    ErrorPage(Settings settings) {
        this.settings = settings;
    }

    Answer show(String words, Explanation why) {
        String html = template.fill(Map.of(
                "words", Html.text(words),
                "reason", Html.text(why.reason()),
                "received", Html.text(why.received().isEmpty() ? "(nothing)" : why.received()),
                "expected", Html.text(why.expected())));
        return Policy.framedAnywhere(html, "", "")
                .withStatus(settings.number(Setting.PAGE_ERROR_STATUS))
                .saying(words)
                .because(why);
    }
}
