package com.example.kotlin

import jakarta.servlet.http.HttpServletRequest
import org.springframework.http.HttpStatus
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder
import org.springframework.web.bind.annotation.GetMapping
import org.springframework.web.bind.annotation.PostMapping
import org.springframework.web.bind.annotation.RequestParam
import org.springframework.web.bind.annotation.RestController
import org.springframework.web.bind.annotation.SessionAttribute
import org.springframework.web.server.ResponseStatusException

@RestController
class AccountController(private val users: Users) {
    @PostMapping("/login")
    fun logIn(request: HttpServletRequest, @RequestParam username: String, @RequestParam password: String) {
        val user = users.find(username)
        if (user == null || !user.hasPassword || !BCryptPasswordEncoder().matches(password, user.password)) {
            throw ResponseStatusException(HttpStatus.UNAUTHORIZED)
        }
        openSession(request, user.id)
    }

    @GetMapping("/me")
    fun me(@SessionAttribute(required = false) userId: Long?): Map<String, Any> {
        val user = userId?.let(users::find) ?: throw ResponseStatusException(HttpStatus.UNAUTHORIZED)
        return mapOf("id" to user.id, "name" to user.name)
    }

    @PostMapping("/logout")
    fun logOut(request: HttpServletRequest) {
        request.getSession(false)?.invalidate()
    }
}

/** A new session, so that the identifier of one before the login is worth nothing. */
fun openSession(request: HttpServletRequest, userId: Long) {
    request.getSession(false)?.invalidate()
    request.session.setAttribute("userId", userId)
}
