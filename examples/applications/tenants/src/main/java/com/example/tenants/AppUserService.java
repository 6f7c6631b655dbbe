package com.example.tenants;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.stereotype.Service;

@Service
public class AppUserService implements SmartInitializingSingleton {
    private final AppUserMapper users;

    public AppUserService(AppUserMapper users) {
        this.users = users;
    }

    /**
     * Creates a user of the current tenant.
     *
     * @param password encoded; empty for a user who cannot log in by password
     */
    public AppUser create(String username, String password, String name) {
        var user = new AppUser();
        user.setTenantId(TenantContext.getRequired());
        user.setUsername(username);
        user.setPassword(password);
        user.setName(name);
        users.insert(user);
        return user;
    }

    /** Creates the first user, before the first request. */
    @Override
    public void afterSingletonsInstantiated() {
        TenantContext.execute(1L, () -> {
            if (users.selectCount(null) == 0) {
                create("wang", new BCryptPasswordEncoder().encode("secret"), "Wang Wei");
            }
        });
    }
}
