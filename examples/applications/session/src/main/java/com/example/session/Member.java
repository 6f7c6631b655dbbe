package com.example.session;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToMany;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

@Entity
class Member {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    @Column(nullable = false, unique = true)
    private String username;

    /** Encoded; empty for a member who cannot log in by password. */
    @Column(nullable = false)
    private String password;

    @Column(nullable = false)
    private String name;

    @Column(nullable = false)
    private Instant createdAt = Instant.now();

    @ManyToMany(fetch = FetchType.LAZY)
    private Set<Role> roles = new HashSet<>();

    protected Member() {}

    Member(String username, String password, String name, Role role) {
        this.username = username;
        this.password = password;
        this.name = name;
        roles.add(role);
    }

    Long getId() {
        return id;
    }

    String getUsername() {
        return username;
    }

    boolean hasPassword() {
        return !password.isEmpty();
    }

    String getPassword() {
        return password;
    }

    String getName() {
        return name;
    }

    Set<Role> getRoles() {
        return roles;
    }
}
