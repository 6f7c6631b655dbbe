/**
 * The specification's face of a login method: {@link dev.saoma.logintype.LoginType} makes a
 * {@link dev.saoma.logintype.LoginInstance}, whose methods return the records of this package.
 */
@NullMarked
package dev.saoma.logintype;

import org.jspecify.annotations.NullMarked;
