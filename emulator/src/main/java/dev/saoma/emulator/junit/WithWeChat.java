package dev.saoma.emulator.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Gives a test class its own emulator, as {@link WeChatEmulatorExtension} describes. When JUnit runs tests in parallel,
 * classes run in parallel, and the tests of one class, which share an emulator, one after the other.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@ExtendWith(WeChatEmulatorExtension.class)
@ResourceLock(providers = OneLockPerClass.class)
public @interface WithWeChat {}
