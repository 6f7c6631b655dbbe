package com.example.tomcat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.startup.Tomcat;

/** Runs the WAR in Tomcat, for trials. */
public final class Start {
    private Start() {}

    public static void main(String[] arguments) throws Exception {
        var tomcat = new Tomcat();
        tomcat.setBaseDir(Files.createTempDirectory("tomcat").toString());
        tomcat.setPort(Integer.parseInt(System.getenv().getOrDefault("SERVER_PORT", "8080")));
        tomcat.getConnector();
        Files.createDirectories(tomcat.getHost().getAppBaseFile().toPath());
        var war = (StandardContext)
                tomcat.addWebapp("", Path.of(arguments[0]).toAbsolutePath().toString());
        war.setUnpackWAR(true);
        war.setParentClassLoader(Start.class.getClassLoader());
        tomcat.start();
        tomcat.getServer().await();
    }
}
