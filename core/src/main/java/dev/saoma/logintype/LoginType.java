package dev.saoma.logintype;

import dev.saoma.ExtensionPoint;
import dev.saoma.element.ElementDefinition;

/**
 * A kind of login: makes login instances from their files. An element whose {@code type} names a Meta
 * or another Type and whose {@code backendBundleEntry} names a class like this is a Type.
 *
 * <p>The class is public, not abstract, and has a public constructor without parameters. It is made once for each app.
 */
@ExtensionPoint
public interface LoginType {

    /**
     * Makes an instance.
     *
     * @throws dev.saoma.error.ConfigException naming the file and key at fault
     */
    LoginInstance load(ElementDefinition definition, LoginContext context);
}
