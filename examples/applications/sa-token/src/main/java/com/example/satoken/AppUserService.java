package com.example.satoken;

import org.springframework.stereotype.Service;

@Service
public class AppUserService {
    private final AppUserMapper users;

    public AppUserService(AppUserMapper users) {
        this.users = users;
    }

    /** @param password encoded; empty for a user who cannot log in by password */
    public AppUser create(String username, String password, String name) {
        var user = new AppUser(username, password, name);
        users.insert(user);
        return user;
    }
}
