package com.example.satoken;

import cn.dev33.satoken.secure.BCrypt;
import cn.dev33.satoken.stp.StpUtil;
import com.baomidou.mybatisplus.core.toolkit.Wrappers;
import java.util.Map;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

@RestController
public class AccountController {
    public record Credentials(String username, String password) {}

    private final AppUserMapper users;

    public AccountController(AppUserMapper users) {
        this.users = users;
    }

    @PostMapping("/login")
    public Map<String, String> logIn(@RequestBody Credentials given) {
        AppUser user = users.selectOne(Wrappers.<AppUser>lambdaQuery().eq(AppUser::getUsername, given.username()));
        if (user == null || !user.hasPassword() || !BCrypt.checkpw(given.password(), user.getPassword())) {
            throw new ResponseStatusException(HttpStatus.UNAUTHORIZED);
        }
        StpUtil.login(user.getId());
        return Map.of("tokenName", StpUtil.getTokenName(), "tokenValue", StpUtil.getTokenValue());
    }

    @GetMapping("/me")
    public Map<String, Object> me() {
        AppUser user = users.selectById(StpUtil.getLoginIdAsLong());
        return Map.of("id", user.getId().toString(), "name", user.getName());
    }

    @PostMapping("/logout")
    public void logOut() {
        StpUtil.logout();
    }

    /** Creates the first user, before the first request. */
    @Bean
    static SmartInitializingSingleton firstUser(AppUserMapper users, AppUserService service) {
        return () -> {
            if (users.selectCount(null) == 0) {
                service.create("wang", BCrypt.hashpw("secret"), "Wang Wei");
            }
        };
    }
}
