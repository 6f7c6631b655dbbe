package dev.saoma.demo.site;

import dev.saoma.emulator.world.App;
import dev.saoma.emulator.world.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The app folder of {@link Sites}. */
final class AppFolder {
    private AppFolder() {}

    /** Returns the app with the domain of a live app at WeChat: a host without a port. */
    static App atWeChat(App app) {
        return new App(
                app.appid(),
                app.secret(),
                app.name(),
                app.account(),
                "login.saoma.example",
                false,
                app.type(),
                app.status());
    }

    static Path write(Path folder) throws IOException {
        Path app = folder.resolve("app");
        write(app.resolve("app.json"), "{\"appId\":\"test.Sites\"}");
        instance(app, Sites.OPEN, "WeChat", Sample.APP, "open");
        instance(app, Sites.TICKET, "Partner WeChat", Sample.OTHER_APP, "ticket");
        return app;
    }

    private static void instance(Path app, String name, String title, App atWeChat, String registration)
            throws IOException {
        Path element = app.resolve("auths/loginTypes").resolve(name);
        write(element.resolve("e.json"), """
                {"type": "auths.loginTypes.WeChatType", "title": "%s"}""".formatted(title));
        write(element.resolve(name + ".json"), """
                {"authConfig": {"appId": "%s", "appSecret": "%s", "openPlatform": "%s"}, "registration": "%s"}""".formatted(
                        atWeChat.appid(), atWeChat.secret(), atWeChat.account(), registration));
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
