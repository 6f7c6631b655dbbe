package dev.saoma.benchmark.wxjava;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.net.URI;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import me.chanjar.weixin.common.bean.WxOAuth2UserInfo;
import me.chanjar.weixin.common.bean.oauth2.WxOAuth2AccessToken;
import me.chanjar.weixin.common.error.WxErrorException;
import me.chanjar.weixin.common.service.WxOAuth2Service;
import me.chanjar.weixin.mp.api.WxMpService;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The two steps of a login. The container's session holds first the state, then the user. */
@RestController
class LoginController {
    private static final String STATE = "state";
    private static final String OPEN_ID = "openid";

    private final WxMpService wechat;
    private final String redirectUri;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Person> users = new ConcurrentHashMap<>();

    LoginController(WxMpService wechat, @Value("${wechat.redirect-uri}") String redirectUri) {
        this.wechat = wechat;
        this.redirectUri = redirectUri;
    }

    record Person(String openid, String nickname) {}

    @GetMapping("/login")
    ResponseEntity<Void> login(HttpSession session) {
        var bytes = new byte[16];
        random.nextBytes(bytes);
        String state = HexFormat.of().formatHex(bytes);
        session.setAttribute(STATE, state);
        return redirect(wechat.buildQrConnectUrl(redirectUri, "snsapi_login", state));
    }

    @GetMapping("/callback")
    ResponseEntity<Void> callback(@RequestParam String code, @RequestParam String state, HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session == null || !state.equals(session.getAttribute(STATE))) {
            return ResponseEntity.status(HttpStatus.FORBIDDEN).build();
        }
        session.removeAttribute(STATE);
        try {
            WxOAuth2Service oauth = wechat.getOAuth2Service();
            WxOAuth2AccessToken token = oauth.getAccessToken(code);
            WxOAuth2UserInfo info = oauth.getUserInfo(token, null);
            users.put(info.getOpenid(), new Person(info.getOpenid(), info.getNickname()));
            request.changeSessionId();
            session.setAttribute(OPEN_ID, info.getOpenid());
            return redirect("/");
        } catch (WxErrorException e) {
            return ResponseEntity.status(HttpStatus.BAD_GATEWAY).build();
        }
    }

    @GetMapping("/me")
    ResponseEntity<Person> me(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        return session != null && session.getAttribute(OPEN_ID) instanceof String openId
                ? ResponseEntity.ok(users.get(openId))
                : ResponseEntity.status(HttpStatus.UNAUTHORIZED).build();
    }

    private static ResponseEntity<Void> redirect(String address) {
        return ResponseEntity.status(HttpStatus.FOUND)
                .location(URI.create(address))
                .build();
    }
}
