package com.example.tenants;

/** The tenant of the running request. */
public final class TenantContext {
    private static final ThreadLocal<Long> TENANT = new ThreadLocal<>();
    private static final ThreadLocal<Boolean> IGNORED = ThreadLocal.withInitial(() -> false);

    private TenantContext() {}

    public static Long getRequired() {
        Long tenant = TENANT.get();
        if (tenant == null) {
            throw new IllegalStateException("no tenant");
        }
        return tenant;
    }

    public static boolean isIgnored() {
        return IGNORED.get();
    }

    /** Runs with another tenant, or none. */
    public static void execute(Long tenant, Runnable call) {
        Long before = TENANT.get();
        TENANT.set(tenant);
        try {
            call.run();
        } finally {
            TENANT.set(before);
        }
    }

    /** Runs without the condition on the tenant; the tenant itself stays. */
    public static void executeIgnore(Runnable call) {
        boolean before = IGNORED.get();
        IGNORED.set(true);
        try {
            call.run();
        } finally {
            IGNORED.set(before);
        }
    }
}
