package com.example.session;

import java.util.Collection;
import java.util.List;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.userdetails.UserDetails;

/** The signed-in member, to which the controllers cast the principal. */
class MemberPrincipal implements UserDetails {
    private static final long serialVersionUID = 1;

    private final long id;
    private final String username;
    private final String password;
    private final String name;
    private final List<SimpleGrantedAuthority> authorities;

    /** Reads the roles, which are loaded lazily. */
    MemberPrincipal(Member member) {
        id = member.getId();
        username = member.getUsername();
        password = member.getPassword();
        name = member.getName();
        authorities = member.getRoles().stream()
                .map(role -> new SimpleGrantedAuthority("ROLE_" + role.getName()))
                .toList();
    }

    long getId() {
        return id;
    }

    String getName() {
        return name;
    }

    @Override
    public Collection<? extends GrantedAuthority> getAuthorities() {
        return authorities;
    }

    @Override
    public String getPassword() {
        return password;
    }

    @Override
    public String getUsername() {
        return username;
    }
}
