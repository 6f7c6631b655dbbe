package dev.saoma.spring;

import jakarta.servlet.ServletContext;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.web.context.WebApplicationContext;

/** The context path of an application. Loaded only in an application with a servlet container. */
final class ContextPath {
    private ContextPath() {}

    /** Returns the container's path, since a WAR gets its path from its name; before there is a container, the property's. */
    static String of(ApplicationContext context, Environment environment) {
        @Nullable
        ServletContext container = context instanceof WebApplicationContext web ? web.getServletContext() : null;
        return container == null
                ? environment.getProperty(WebPlaceReader.CONTEXT_PATH, "")
                : String.valueOf(container.getContextPath());
    }
}
