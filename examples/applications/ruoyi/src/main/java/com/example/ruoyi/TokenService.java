package com.example.ruoyi;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.stereotype.Component;

/** Opaque tokens whose users are in Redis. */
@Component
public class TokenService {
    private static final String PREFIX = "Bearer ";
    private static final String KEY = "login_tokens:";
    private static final long MILLIS_MINUTE = 60_000;
    private static final long MILLIS_MINUTE_TWENTY = 20 * MILLIS_MINUTE;

    private final StringRedisTemplate redis;
    private final int expireTime;

    public TokenService(StringRedisTemplate redis, @Value("${token.expire-time}") int expireTime) {
        this.redis = redis;
        this.expireTime = expireTime;
    }

    public LoginUser getLoginUser(HttpServletRequest request) {
        String header = request.getHeader("Authorization");
        if (header == null || !header.startsWith(PREFIX)) {
            return null;
        }
        String token = header.substring(PREFIX.length());
        Map<String, String> stored = redis.<String, String>opsForHash().entries(KEY + token);
        if (stored.isEmpty()) {
            return null;
        }
        var loginUser = new LoginUser(Long.valueOf(stored.get("userId")));
        loginUser.setToken(token);
        loginUser.setLoginTime(Long.valueOf(stored.get("loginTime")));
        loginUser.setExpireTime(Long.valueOf(stored.get("expireTime")));
        return loginUser;
    }

    public void delLoginUser(String token) {
        redis.delete(KEY + token);
    }

    public String createToken(LoginUser loginUser) {
        loginUser.setToken(UUID.randomUUID().toString());
        refreshToken(loginUser);
        return loginUser.getToken();
    }

    /** Renews a token that ends within 20 minutes. */
    public void verifyToken(LoginUser loginUser) {
        if (loginUser.getExpireTime() - System.currentTimeMillis() <= MILLIS_MINUTE_TWENTY) {
            refreshToken(loginUser);
        }
    }

    public void refreshToken(LoginUser loginUser) {
        loginUser.setLoginTime(System.currentTimeMillis());
        loginUser.setExpireTime(loginUser.getLoginTime() + expireTime * MILLIS_MINUTE);
        String key = KEY + loginUser.getToken();
        redis.opsForHash()
                .putAll(
                        key,
                        Map.of(
                                "userId", loginUser.getUserId().toString(),
                                "loginTime", loginUser.getLoginTime().toString(),
                                "expireTime", loginUser.getExpireTime().toString()));
        redis.expire(key, Duration.ofMinutes(expireTime));
    }
}
