package dev.saoma.server.operation;

import dev.saoma.server.doctor.Bilingual;
import dev.saoma.server.doctor.Finding;
import org.jspecify.annotations.Nullable;

/** The JSON form of a finding. */
public record FindingView(
        String level, String check, Text what, @Nullable Text fix) {

    /** Returns the form of a finding. */
    public static FindingView of(Finding finding) {
        return new FindingView(
                finding.level().word(),
                finding.check(),
                Text.of(finding.what()),
                finding.fix().map(Text::of).orElse(null));
    }

    /** One text in both languages. */
    public record Text(String en, String zh) {
        static Text of(Bilingual text) {
            return new Text(text.english(), text.chinese());
        }
    }
}
