/**
 * What an application hears of logins: what has happened to its users, and how each step went. The app gives the listeners;
 * the login and the WeChat client tell them. It knows no step's inside, and nothing here holds a secret, a code, a token or an
 * openid.
 */
@NullMarked
package dev.saoma.observe;

import org.jspecify.annotations.NullMarked;
