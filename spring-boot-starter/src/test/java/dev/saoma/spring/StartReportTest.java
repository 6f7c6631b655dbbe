package dev.saoma.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** The report that the operator reads when the application does not start. */
@ExtendWith(OutputCaptureExtension.class)
class StartReportTest {
    @TempDir
    private Path folder;

    @SpringBootConfiguration
    @EnableAutoConfiguration
    static class Shop {}

    @Test
    void listsEveryWrongPropertyWithItsFix(CapturedOutput output) {
        Site.Plan plan = Site.of(folder, Shop.class)
                .bare()
                .with("saoma.mode=prod", "saoma.session.idle=1s", "saoma.instances.MyWeChatLogin.app-secret=");

        assertThatThrownBy(plan::start).hasRootCauseInstanceOf(SettingsException.class);

        assertThat(output.getAll())
                .contains("APPLICATION FAILED TO START")
                .contains("3 things are wrong with how Saoma is set up")
                .contains("saoma.mode\n", "must be production or development")
                .contains("saoma.session.idle\n", "must be 2m or more")
                .contains("saoma.instances.MyWeChatLogin.app-secret\n", "best from the environment")
                .doesNotContain("\tat ");
    }

    @Test
    void tellsAFaultInAnAppsFolderAlike(CapturedOutput output) throws Exception {
        Path app = Files.createDirectories(folder.resolve("app"));
        Files.writeString(app.resolve("app.json"), "{");

        assertThatThrownBy(Site.folder(folder, app, Shop.class).bare()::start).isInstanceOf(RuntimeException.class);

        assertThat(output.getAll())
                .contains("One thing is wrong with how Saoma is set up")
                .contains(app.resolve("app.json").toString())
                .contains("is not readable JSON");
    }

    @Test
    void tellsThatAnotherProcessHasTheData(CapturedOutput output) {
        try (Site ignored = Site.of(folder, Shop.class).bare().start()) {
            assertThatThrownBy(Site.of(folder, Shop.class).bare()::start).isInstanceOf(RuntimeException.class);
        }

        assertThat(output.getAll()).contains("wrong with how Saoma is set up").contains("saoma.db");
    }
}
