package dev.saoma;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.element.ElementDefinition;
import dev.saoma.error.ErrorCode;
import dev.saoma.error.LoginException;
import dev.saoma.identity.WeChatAuth;
import dev.saoma.logintype.LoginContext;
import dev.saoma.logintype.LoginInstance;
import dev.saoma.wechat.ScannedPeople;
import dev.saoma.wechat.WeChatConfig;
import dev.saoma.wechat.WeChatLogin;
import dev.saoma.wechat.WeChatStub;
import dev.saoma.wechat.WeChatType;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An application's own Types. */
class OwnTypeTest {
    private static final String TYPE =
            "{'type':'auths.loginTypes.Meta','title':'T','backendBundleEntry':'" + DayTime.class.getName() + "'}";

    @TempDir
    private Path folder;

    /** Admits logins during the day only. */
    public static final class DayTime extends WeChatType {
        @Override
        protected WeChatLogin instance(WeChatConfig config, ElementDefinition definition, LoginContext context) {
            return new WeChatLogin(config, definition, context) {
                private final String hours = definition.json().text("hours").orElse("");

                @Override
                protected void admit(WeChatAuth auth) {
                    if (context.service(Daylight.class).over()) {
                        throw new LoginException(ErrorCode.FORBIDDEN, "Come back by day: " + hours + ".");
                    }
                }
            };
        }
    }

    /** A service of the application. */
    public interface Daylight {
        boolean over();
    }

    @Test
    void makesItsInstances() {
        AppFolder.example(folder)
                .write("auths/loginTypes/DayTime/e.json", TYPE)
                .element("MyWeChatLogin", "auths.loginTypes.DayTime", "");

        try (App app = open(() -> false)) {
            assertThat(app.getElement(TestApp.MINE, WeChatLogin.class).authType())
                    .isEqualTo("WeChatType");
        }
    }

    @Test
    void mayBeATypeOfAnotherType() {
        AppFolder.example(folder)
                .write("auths/loginTypes/DayTime/e.json", TYPE)
                .element("MyWeChatLogin", "auths.loginTypes.Off", "")
                .write(
                        "auths/loginTypes/Off/e.json",
                        TYPE.replace("auths.loginTypes.Meta", "auths.loginTypes.DayTime"));

        try (App app = open(() -> false)) {
            assertThat(app.loginInstances()).extracting(LoginInstance::name).containsExactly("MyWeChatLogin");
        }
    }

    @Test
    void mayTakeTheOfficialOnesPlace() {
        AppFolder.example(folder).write("auths/loginTypes/WeChatType/e.json", TYPE);

        try (App app = open(() -> false)) {
            assertThat(app.getElement("auths.loginTypes.WeChatType")).isInstanceOf(DayTime.class);
        }
    }

    @Test
    void refusesInItsOwnWords() {
        assertThat(loginAt(true)).isEqualTo("forbidden");
    }

    @Test
    void letsInWhomItDoesNotRefuse() {
        assertThat(loginAt(false)).isEqualTo("in");
    }

    private String loginAt(boolean night) {
        AppFolder.example(folder).write("auths/loginTypes/WeChatType/e.json", TYPE);
        var people = new ScannedPeople();
        try (var stub = new WeChatStub(people);
                App app = App.builder(folder)
                        .wechat(stub.settings())
                        .service(Daylight.class, () -> night)
                        .open()) {
            var wechat = app.getElement(TestApp.MINE, WeChatLogin.class);
            wechat.bind("ann", people.scan("code1", "oAnn01", null));
            try {
                return wechat.getLoginCode(people.scan("code2", "oAnn01", null))
                                .loginCode()
                                .isEmpty()
                        ? "?"
                        : "in";
            } catch (LoginException e) {
                return e.code().code();
            }
        }
    }

    private App open(Daylight daylight) {
        return App.builder(folder).service(Daylight.class, daylight).open();
    }
}
