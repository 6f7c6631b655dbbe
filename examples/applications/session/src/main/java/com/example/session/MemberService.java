package com.example.session;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

@Service
class MemberService implements UserDetailsService, SmartInitializingSingleton {
    private final MemberRepository members;
    private final RoleRepository roles;

    MemberService(MemberRepository members, RoleRepository roles) {
        this.members = members;
        this.roles = roles;
    }

    @Override
    @Transactional(readOnly = true)
    public MemberPrincipal loadUserByUsername(String username) {
        return members.findByUsername(username)
                .filter(Member::hasPassword)
                .map(MemberPrincipal::new)
                .orElseThrow(() -> new UsernameNotFoundException(username));
    }

    /** @param password encoded; empty for a member who cannot log in by password */
    @Transactional
    public Member create(String username, String password, String name) {
        Role role = roles.findByName("MEMBER").orElseGet(() -> roles.save(new Role("MEMBER")));
        return members.save(new Member(username, password, name, role));
    }

    /** Creates the first member and the role, before the first request. */
    @Override
    @Transactional
    public void afterSingletonsInstantiated() {
        if (members.count() == 0) {
            create("wang", "{noop}secret", "Wang Wei");
        }
    }
}
