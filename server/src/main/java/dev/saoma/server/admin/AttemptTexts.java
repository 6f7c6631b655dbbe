package dev.saoma.server.admin;

import dev.saoma.internal.json.JsonText;
import dev.saoma.server.admin.FlowViews.AttemptView;
import dev.saoma.server.flow.FlowAttempt;
import dev.saoma.servlet.internal.page.ErrorTexts;
import java.util.LinkedHashMap;
import java.util.Map;

/** The JSON of the attempts that streams sent last, so that it is made once for all who look on. Thread-safe. */
final class AttemptTexts {
    /** Two languages of what a stream sends at once. */
    private static final int KEPT = 400;

    private final Map<Key, String> kept = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, String> eldest) {
            return size() > KEPT;
        }
    };

    /** A number stands for an attempt as it was after one step. */
    private record Key(long number, ErrorTexts texts) {}

    synchronized String of(FlowAttempt attempt, ErrorTexts texts) {
        return kept.computeIfAbsent(
                new Key(attempt.number(), texts), key -> JsonText.of(AttemptView.of(attempt, texts)));
    }
}
