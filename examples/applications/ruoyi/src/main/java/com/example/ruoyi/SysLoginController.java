package com.example.ruoyi;

import java.util.Map;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
public class SysLoginController {
    public record LoginBody(String username, String password) {}

    private final SysUserService users;
    private final TokenService tokens;
    private final BCryptPasswordEncoder passwords;

    public SysLoginController(SysUserService users, TokenService tokens, BCryptPasswordEncoder passwords) {
        this.users = users;
        this.tokens = tokens;
        this.passwords = passwords;
    }

    @PostMapping("/login")
    public AjaxResult login(@RequestBody LoginBody body) {
        SysUser user = users.selectUserByUserName(body.username());
        if (user == null
                || !user.isEnabled()
                || !user.hasPassword()
                || !passwords.matches(body.password(), user.getPassword())) {
            return AjaxResult.error(500, "用户不存在/密码错误");
        }
        return AjaxResult.success().put("token", tokens.createToken(new LoginUser(user.getUserId())));
    }

    @GetMapping("/getInfo")
    public AjaxResult getInfo(@AuthenticationPrincipal LoginUser loginUser) {
        SysUser user = users.selectUserById(loginUser.getUserId());
        return AjaxResult.success().put("user", Map.of("userId", user.getUserId(), "nickName", user.getNickName()));
    }
}
