package dev.saoma.spring;

import jakarta.servlet.ServletContext;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.web.context.WebApplicationContext;

/** Below which path the application stands. Loaded in an application with a servlet container only. */
final class ContextPath {
    private ContextPath() {}

    /** The container's word, since a WAR gets its path from its name; the property's before there is a container. */
    static String of(ApplicationContext context, Environment environment) {
        @Nullable
        ServletContext container = context instanceof WebApplicationContext web ? web.getServletContext() : null;
        return container == null
                ? environment.getProperty(WebChecks.CONTEXT_PATH, "")
                : String.valueOf(container.getContextPath());
    }
}
