package dev.saoma.spring;

import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;

/** Warns that an application on WebFlux has Saoma's Java API only, without the servlet. */
@AutoConfiguration(after = SaomaAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
@ConditionalOnBean(Settings.class)
public class SaomaReactiveAutoConfiguration {

    SaomaReactiveAutoConfiguration() {
        LoggerFactory.getLogger("dev.saoma.spring")
                .warn(
                        "Saoma serves nothing in this application, no login page and no API: it is a Jakarta servlet, and this"
                                + " is WebFlux. Add spring-boot-starter-web (or -webmvc) with spring.main.web-application-type="
                                + "servlet, or run Saoma as a server of its own (./saoma serve) | 本应用基于 WebFlux,"
                                + "Saoma 是 Jakarta Servlet,因此不提供登录页和接口:请改用 spring-boot-starter-web"
                                + " 并设置 spring.main.web-application-type=servlet,或单独运行 Saoma 服务器(./saoma serve)");
    }
}
