package dev.saoma.spring;

import dev.saoma.App;
import dev.saoma.servlet.CurrentUser;
import dev.saoma.servlet.SaomaServlet;
import dev.saoma.servlet.SaomaSessionFilter;
import dev.saoma.servlet.SharedCounters;
import dev.saoma.servlet.WebSettings;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;

/** One servlet below {@code saoma.path} and a filter that lets every request pass; nothing of the application's changes. */
@AutoConfiguration(after = SaomaAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnBean(Settings.class)
public class SaomaServletAutoConfiguration {
    /** The name under which the container knows the servlet. */
    public static final String SERVLET = "saoma";

    /** Before Spring Security, which may want to know who is signed in. */
    private static final int EARLY = Ordered.HIGHEST_PRECEDENCE + 50;

    @Bean
    WebSettings saomaWebSettings(Settings settings, ObjectProvider<SharedCounters> counters) {
        WebSettings web = place(settings).settings();
        @Nullable SharedCounters shared = counters.getIfAvailable();
        return shared == null ? web : web.withClients(web.clients().sharing(shared));
    }

    @Bean
    PublicPath saomaPublicPath(Settings settings) {
        return new PublicPath(place(settings).before());
    }

    @Bean
    ServletRegistrationBean<SaomaServlet> saomaServlet(
            Settings settings, App app, WebSettings saomaWebSettings, ObjectProvider<CurrentUser> currentUsers) {
        @Nullable CurrentUser currentUser = currentUsers.getIfAvailable();
        SaomaServlet servlet = currentUser == null
                ? new SaomaServlet(app, saomaWebSettings)
                : new SaomaServlet(app, saomaWebSettings, currentUser);
        var registration =
                new ServletRegistrationBean<>(servlet, place(settings).path() + "/*");
        registration.setName(SERVLET);
        return registration;
    }

    @Bean
    FilterRegistrationBean<SaomaSessionFilter> saomaSessionFilter(App app, WebSettings saomaWebSettings) {
        var registration = new FilterRegistrationBean<>(new SaomaSessionFilter(app, saomaWebSettings));
        registration.setName("saomaSession");
        registration.setOrder(EARLY);
        return registration;
    }

    private static WebPlace place(Settings settings) {
        return settings.web().orElseThrow();
    }
}
