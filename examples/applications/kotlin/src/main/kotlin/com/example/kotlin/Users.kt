package com.example.kotlin

import org.springframework.jdbc.core.simple.JdbcClient
import org.springframework.jdbc.support.GeneratedKeyHolder
import org.springframework.stereotype.Repository

/** @param password encoded; empty for a user who cannot log in by password */
class Account(val id: Long, val username: String, val password: String, val name: String) {
    val hasPassword get() = password.isNotEmpty()
}

@Repository
class Users(private val jdbc: JdbcClient) {
    fun find(id: Long): Account? = query("id", id)

    fun find(username: String): Account? = query("username", username)

    fun create(username: String, password: String, name: String): Long {
        val key = GeneratedKeyHolder()
        jdbc.sql("INSERT INTO app_user (username, password, name) VALUES (?, ?, ?)")
            .params(username, password, name)
            .update(key, "id")
        return key.getKeyAs(Long::class.javaObjectType)!!
    }

    private fun query(column: String, value: Any): Account? =
        jdbc.sql("SELECT id, username, password, name FROM app_user WHERE $column = ?")
            .param(value)
            .query { row, _ ->
                Account(row.getLong("id"), row.getString("username"), row.getString("password"), row.getString("name"))
            }
            .optional()
            .orElse(null)
}
