package dev.saoma.benchmark.justauth;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import me.zhyd.oauth.model.AuthCallback;
import me.zhyd.oauth.model.AuthResponse;
import me.zhyd.oauth.model.AuthUser;
import me.zhyd.oauth.request.AuthRequest;
import me.zhyd.oauth.utils.AuthStateUtils;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The two steps of a login. The session holds the state too, because JustAuth accepts the state of any browser. */
@RestController
class LoginController {
    private static final String STATE = "state";
    private static final String OPEN_ID = "openid";

    private final AuthRequest wechat;
    private final Map<String, Person> users = new ConcurrentHashMap<>();

    LoginController(AuthRequest wechat) {
        this.wechat = wechat;
    }

    record Person(String openid, String nickname) {}

    @GetMapping("/login")
    ResponseEntity<Void> login(HttpSession session) {
        String state = AuthStateUtils.createState();
        session.setAttribute(STATE, state);
        return redirect(wechat.authorize(state));
    }

    @GetMapping("/callback")
    ResponseEntity<Void> callback(AuthCallback callback, HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session == null
                || !(session.getAttribute(STATE) instanceof String state)
                || !state.equals(callback.getState())) {
            return ResponseEntity.status(HttpStatus.FORBIDDEN).build();
        }
        session.removeAttribute(STATE);
        AuthResponse<AuthUser> response = wechat.login(callback);
        if (!response.ok()) {
            return ResponseEntity.status(HttpStatus.BAD_GATEWAY).build();
        }
        AuthUser user = response.getData();
        users.put(user.getUuid(), new Person(user.getUuid(), user.getNickname()));
        request.changeSessionId();
        session.setAttribute(OPEN_ID, user.getUuid());
        return redirect("/");
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
