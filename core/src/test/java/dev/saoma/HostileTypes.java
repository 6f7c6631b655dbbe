package dev.saoma;

import dev.saoma.element.ElementDefinition;
import dev.saoma.error.ErrorCode;
import dev.saoma.error.LoginException;
import dev.saoma.logintype.LoginContext;
import dev.saoma.logintype.LoginInstance;
import dev.saoma.logintype.LoginType;
import java.util.concurrent.atomic.AtomicInteger;

/** Classes that an element must not be allowed to use as its Type. */
public final class HostileTypes {
    /** Number of these classes that were initialised. */
    static final AtomicInteger INITIALISED = new AtomicInteger();

    private HostileTypes() {}

    static String name(String simple) {
        return HostileTypes.class.getName() + "$" + simple;
    }

    private abstract static class Unused implements LoginType {
        @Override
        public LoginInstance load(ElementDefinition definition, LoginContext context) {
            throw new AssertionError("never loaded");
        }
    }

    public static final class NoLoginType {
        static {
            INITIALISED.incrementAndGet();
        }
    }

    public abstract static class Abstract extends Unused {
        static {
            INITIALISED.incrementAndGet();
        }
    }

    static final class Hidden extends Unused {
        static {
            INITIALISED.incrementAndGet();
        }
    }

    public static final class PrivateConstructor extends Unused {
        static {
            INITIALISED.incrementAndGet();
        }

        private PrivateConstructor() {}
    }

    public static final class WantsArguments extends Unused {
        static {
            INITIALISED.incrementAndGet();
        }

        public WantsArguments(String argument) {}
    }

    public static final class Throws extends Unused {
        public Throws() {
            throw new IllegalStateException("no");
        }
    }

    public static final class FailsToLoad implements LoginType {
        @Override
        public LoginInstance load(ElementDefinition definition, LoginContext context) {
            throw new IllegalStateException("no");
        }
    }

    public static final class LoadsNothing implements LoginType {
        @Override
        public LoginInstance load(ElementDefinition definition, LoginContext context) {
            return null;
        }
    }

    public static final class RefusesToLoad implements LoginType {
        @Override
        public LoginInstance load(ElementDefinition definition, LoginContext context) {
            throw new LoginException(ErrorCode.FORBIDDEN, "no");
        }
    }

    public static final class StaticallyBroken extends Unused {
        private static final int ZERO = Integer.parseInt("0");
        static final int NEVER = 1 / ZERO;
    }
}
