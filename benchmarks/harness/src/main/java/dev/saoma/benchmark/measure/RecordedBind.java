package dev.saoma.benchmark.measure;

import dev.saoma.App;
import dev.saoma.benchmark.Bench;
import dev.saoma.benchmark.database.BindScript;
import dev.saoma.benchmark.database.Postgres;
import dev.saoma.benchmark.database.StatementLog;
import dev.saoma.benchmark.upstream.Upstream;
import dev.saoma.database.ServerDatabase;
import dev.saoma.secret.Secret;
import dev.saoma.wechat.WeChatInstance;
import dev.saoma.wechat.WeChatLogin;
import dev.saoma.wechat.WeChatSettings;

/** The application whose binds are measured, and the statements of one of its binds. */
final class RecordedBind {
    /** After five times the driver sends a statement prepared. */
    private static final int BEFORE = 12;

    private RecordedBind() {}

    static App app(Upstream upstream, ServerDatabase database) {
        return App.builder()
                .instance(new WeChatInstance(
                        "MyWeChatLogin",
                        "WeChat Login",
                        "wx0123456789abcdef",
                        Secret.of("0123456789abcdef0123456789abcdef")))
                .wechat(WeChatSettings.emulator(upstream.base().toString()))
                .database(database)
                .open();
    }

    static Writers writers(App app) {
        return new Writers(app.getElement("auths.loginTypes.MyWeChatLogin", WeChatLogin.class));
    }

    /** Records two binds on a server of its own that logs statements. */
    static BindScript record(Bench bench, Upstream upstream) throws Exception {
        try (var closing = new Closing()) {
            Postgres postgres = closing.add(Postgres.startLogging(bench));
            App app = closing.add(app(
                    upstream, closing.add(ServerDatabase.open(postgres.jdbcUrl(), Postgres.USER, Secret.of(""), 1))));
            Writers writers = writers(app);
            for (int i = 0; i < BEFORE; i++) {
                writers.bindOne();
            }
            return BindScript.of(closing.add(StatementLog.of(postgres)), writers::bindOne);
        }
    }
}
