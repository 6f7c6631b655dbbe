package dev.saoma.spring.internal.boot2;

/** The application's Spring Boot is too old for the starter. */
public final class UnsupportedSpringBootException extends RuntimeException {
    static final String ACTION = "Move the application to Spring Boot 3.3 or newer (Java 17, jakarta.servlet). Or leave the"
            + " starter out and run Saoma as a server of its own (./saoma serve), which your application asks over HTTP."
            + System.lineSeparator()
            + "请将应用升级到 Spring Boot 3.3 或更高版本(Java 17,jakarta.servlet);或者去掉此 starter,"
            + "单独运行 Saoma 服务器(./saoma serve),由应用通过 HTTP 调用。";

    private static final long serialVersionUID = 1L;

    UnsupportedSpringBootException(String version) {
        super("saoma-spring-boot-starter needs Spring Boot 3.3 or newer, and this application has " + version + " | "
                + "saoma-spring-boot-starter 需要 Spring Boot 3.3 或更高版本,当前应用为 " + version);
    }
}
