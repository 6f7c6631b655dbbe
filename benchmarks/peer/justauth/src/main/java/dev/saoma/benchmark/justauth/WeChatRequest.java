package dev.saoma.benchmark.justauth;

import me.zhyd.oauth.config.AuthConfig;
import me.zhyd.oauth.config.AuthSource;
import me.zhyd.oauth.request.AuthDefaultRequest;
import me.zhyd.oauth.request.AuthWeChatOpenRequest;

/** JustAuth's request for WeChat, with another address. */
final class WeChatRequest extends AuthWeChatOpenRequest {
    WeChatRequest(AuthConfig config, String host) {
        super(config);
        source = new Source(host);
    }

    private record Source(String host) implements AuthSource {
        @Override
        public String authorize() {
            return host + "/connect/qrconnect";
        }

        @Override
        public String accessToken() {
            return host + "/sns/oauth2/access_token";
        }

        @Override
        public String userInfo() {
            return host + "/sns/userinfo";
        }

        @Override
        public String getName() {
            return "WECHAT_OPEN";
        }

        @Override
        public Class<? extends AuthDefaultRequest> getTargetClass() {
            return WeChatRequest.class;
        }
    }
}
