package dev.saoma.spring;

import java.util.List;
import java.util.stream.Collectors;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Turns a {@link SettingsException} into the one report that is printed when the application does not start. */
final class SettingsFailureAnalyzer extends AbstractFailureAnalyzer<SettingsException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, SettingsException cause) {
        List<Fault> faults = cause.faults();
        String all = faults.stream().map(SettingsFailureAnalyzer::lines).collect(Collectors.joining("\n\n"));
        String many = faults.size() == 1 ? "One thing is" : faults.size() + " things are";
        return new FailureAnalysis(
                many + " wrong with how Saoma is set up:\n\n" + all,
                "Mend all of them; each says what it needs. The properties are described in docs/spring-boot.md.",
                cause);
    }

    private static String lines(Fault fault) {
        String where = fault.origin().isEmpty() ? "" : "\n        set in: " + fault.origin();
        return "    " + fault.key() + where + "\n        " + fault.problem();
    }
}
