package dev.saoma.wechat;

import static org.assertj.core.api.Assertions.catchThrowable;

import dev.saoma.AppFolder;
import dev.saoma.error.LoginException;
import dev.saoma.identity.Profile;
import dev.saoma.secret.Secret;
import java.time.Duration;

/** A client and the WeChat that it asks. */
final class StubbedClient implements AutoCloseable {
    static final String CODE = "CANARY_code_51b2";
    static final String TOKEN = "CANARY_token_0d9e";
    static final String GOOD =
            "{\"access_token\":\"" + TOKEN + "\",\"expires_in\":7200,\"openid\":\"oAnn01\",\"unionid\":\"uAnn01\"}";

    private static final AuthConfig APP = new AuthConfig("wx0123456789abcdef", Secret.of(AppFolder.CANARY));

    final WeChatStub stub = new WeChatStub(WeChatStub.body(GOOD));
    final WeChatClient client;
    private final Duration deadline;

    StubbedClient(Duration deadline) {
        this(deadline, 100);
    }

    StubbedClient(Duration deadline, int inFlight) {
        this.deadline = deadline;
        this.client = new WeChatClient(stub.settings(deadline, inFlight));
    }

    WeChatClient.Token exchange() {
        return client.exchange(APP, CODE, Deadline.in(deadline));
    }

    WeChatClient.Token exchange(WeChatStub.Reply reply) {
        stub.answer(reply);
        return exchange();
    }

    Profile profile(WeChatStub.Reply reply) {
        WeChatClient.Token token = exchange(WeChatStub.body(GOOD));
        stub.answer(reply);
        return client.profile(token, Deadline.in(deadline));
    }

    /** What the exchange fails with; it must fail, and with nothing but our own exception. */
    LoginException refusal(WeChatStub.Reply reply) {
        stub.answer(reply);
        return (LoginException) catchThrowable(this::exchange);
    }

    @Override
    public void close() {
        client.close();
        stub.close();
    }
}
