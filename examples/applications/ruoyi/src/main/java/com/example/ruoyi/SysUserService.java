package com.example.ruoyi;

import org.springframework.stereotype.Service;

@Service
public class SysUserService {
    private final SysUserMapper users;

    public SysUserService(SysUserMapper users) {
        this.users = users;
    }

    public SysUser selectUserById(Long userId) {
        return users.selectUserById(userId);
    }

    public SysUser selectUserByUserName(String userName) {
        return users.selectUserByUserName(userName);
    }

    /** @param password encoded; empty for a user who cannot log in by password */
    public SysUser insertUser(String userName, String nickName, String password) {
        var user = new SysUser();
        user.setUserName(userName);
        user.setNickName(nickName);
        user.setPassword(password);
        users.insertUser(user);
        return user;
    }
}
