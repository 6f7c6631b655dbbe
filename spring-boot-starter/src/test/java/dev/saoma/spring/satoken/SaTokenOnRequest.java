package dev.saoma.spring.satoken;

import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.Environment;

/** Leaves Sa-Token out of the tests that do not ask for it, though it is on their class path. */
public final class SaTokenOnRequest implements AutoConfigurationImportFilter, EnvironmentAware {
    static final String REQUEST = "test.sa-token=true";

    private boolean requested;

    @Override
    public void setEnvironment(Environment environment) {
        requested = environment.getProperty("test.sa-token", Boolean.class, false);
    }

    @Override
    public boolean[] match(@Nullable String[] classes, AutoConfigurationMetadata metadata) {
        var matches = new boolean[classes.length];
        for (int i = 0; i < classes.length; i++) {
            matches[i] =
                    requested || Stream.ofNullable(classes[i]).noneMatch(name -> name.startsWith("cn.dev33.satoken."));
        }
        return matches;
    }
}
