package dev.saoma.wechat;

import static org.assertj.core.api.Assertions.catchThrowable;

import dev.saoma.AppFolder;
import dev.saoma.error.LoginException;
import dev.saoma.identity.Profile;
import dev.saoma.observe.Notifier;
import dev.saoma.secret.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.function.Function;

/** A client and the stubbed WeChat that it calls. */
final class StubbedClient implements AutoCloseable {
    static final String CODE = "CANARY_code_51b2";
    static final String TOKEN = "CANARY_token_0d9e";
    static final String GOOD =
            "{\"access_token\":\"" + TOKEN + "\",\"expires_in\":7200,\"openid\":\"oAnn01\",\"unionid\":\"uAnn01\"}";

    private static final AuthConfig APP = new AuthConfig("wx0123456789abcdef", Secret.of(AppFolder.CANARY));

    final WeChatStub stub;
    final WeChatClient client;
    private final Duration deadline;

    StubbedClient(Duration deadline) {
        this(deadline, 100);
    }

    StubbedClient(Duration deadline, int inFlight) {
        this(new WeChatStub(WeChatStub.body(GOOD)), deadline, stub -> stub.settings(deadline, inFlight));
    }

    private StubbedClient(WeChatStub stub, Duration deadline, Function<WeChatStub, WeChatSettings> settings) {
        this.stub = stub;
        this.deadline = deadline;
        this.client = new WeChatClient(settings.apply(stub));
    }

    /** Creates a client that calls this port of the loopback address, in place of the stub. */
    static StubbedClient askingAt(int port, Duration deadline) {
        return new StubbedClient(
                new WeChatStub(WeChatStub.body(GOOD)),
                deadline,
                stub -> new WeChatSettings(
                        stub.settings().page(), URI.create("http://127.0.0.1:" + port), deadline, 100));
    }

    /** Creates a client that resolves host names with {@code names}. */
    static StubbedClient finding(NameLookups.Resolver names, Duration deadline, int inFlight) {
        var stub = new WeChatStub(WeChatStub.body(GOOD));
        return new StubbedClient(
                stub, deadline, new WeChatClient(stub.settings(deadline, inFlight), Notifier.none(), names));
    }

    /** Creates a client that calls this port at the addresses that {@code names} returns. */
    static StubbedClient askingAt(int port, Duration deadline, NameLookups.Resolver names) {
        return asking("http://wechat.test:" + port, deadline, names);
    }

    /** Creates a client that calls {@code api}, whose host {@code names} resolves. */
    static StubbedClient asking(String api, Duration deadline, NameLookups.Resolver names) {
        var stub = new WeChatStub(WeChatStub.body(GOOD));
        var settings = new WeChatSettings(stub.settings().page(), URI.create(api), deadline, 100);
        return new StubbedClient(stub, deadline, new WeChatClient(settings, Notifier.none(), names));
    }

    /** Creates a client that calls {@code api} through a proxy. */
    static StubbedClient through(HttpProxy proxy, String api, Duration deadline) {
        var stub = new WeChatStub(WeChatStub.body(GOOD));
        return new StubbedClient(
                stub,
                deadline,
                new WeChatClient(
                        new WeChatSettings(stub.settings().page(), URI.create(api), deadline, 100).through(proxy)));
    }

    private StubbedClient(WeChatStub stub, Duration deadline, WeChatClient client) {
        this.stub = stub;
        this.deadline = deadline;
        this.client = client;
    }

    WeChatClient.Token exchange() {
        return exchange(Deadline.in(deadline));
    }

    WeChatClient.Token exchange(Deadline until) {
        return client.exchange(APP, CODE, until);
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

    /** Returns the exception of an exchange, which must fail with a {@link LoginException}. */
    LoginException refusal(WeChatStub.Reply reply) {
        return refusal(reply, Deadline.in(deadline));
    }

    LoginException refusal(WeChatStub.Reply reply, Deadline until) {
        stub.answer(reply);
        return (LoginException) catchThrowable(() -> exchange(until));
    }

    @Override
    public void close() {
        client.close();
        stub.close();
    }
}
