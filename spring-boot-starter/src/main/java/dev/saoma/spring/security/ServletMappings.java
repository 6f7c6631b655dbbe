package dev.saoma.spring.security;

import jakarta.servlet.http.HttpServletMapping;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.MappingMatch;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.security.web.access.AuthorizationManagerWebInvocationPrivilegeEvaluator.HttpServletRequestTransformer;

/**
 * Lets {@link SecurityContextUser#mayGet} work on Spring Security 6. Where there is a second servlet, its patterns ask each request
 * for its servlet, and the requests that {@code WebInvocationPrivilegeEvaluator} makes up have none. They get Spring MVC's.
 */
final class ServletMappings implements BeanPostProcessor {
    private static final String DISPATCHER = "org.springframework.web.servlet.DispatcherServlet";

    @Override
    public Object postProcessAfterInitialization(Object bean, String beanName) {
        return bean instanceof HttpServletRequestTransformer transformer
                ? (HttpServletRequestTransformer) request -> new Mapped(transformer.transform(request))
                : bean;
    }

    private static final class Mapped extends HttpServletRequestWrapper {
        Mapped(HttpServletRequest request) {
            super(request);
        }

        @Override
        public HttpServletMapping getHttpServletMapping() {
            return getServletContext().getServletRegistrations().values().stream()
                    .filter(servlet -> DISPATCHER.equals(servlet.getClassName()))
                    .findFirst()
                    .<HttpServletMapping>map(servlet -> new Mapping(servlet.getName()))
                    .orElseGet(super::getHttpServletMapping);
        }
    }

    private record Mapping(String getServletName) implements HttpServletMapping {
        @Override
        public String getMatchValue() {
            return "";
        }

        @Override
        public String getPattern() {
            return "/";
        }

        @Override
        public MappingMatch getMappingMatch() {
            return MappingMatch.DEFAULT;
        }
    }
}
