package dev.saoma.emulator.internal.platform;

import dev.saoma.emulator.fault.Fault;
import dev.saoma.emulator.fault.Faults;
import dev.saoma.emulator.fault.Target;
import dev.saoma.emulator.internal.clock.MovableClock;
import dev.saoma.emulator.internal.grant.Codes;
import dev.saoma.emulator.internal.grant.Consent;
import dev.saoma.emulator.internal.grant.Quota;
import dev.saoma.emulator.internal.grant.RandomText;
import dev.saoma.emulator.internal.grant.TokenState;
import dev.saoma.emulator.internal.grant.Tokens;
import dev.saoma.emulator.journal.Journal;
import dev.saoma.emulator.qrcode.QrCode;
import dev.saoma.emulator.qrcode.QrCodes;
import dev.saoma.emulator.setting.Setting;
import dev.saoma.emulator.setting.Settings;
import dev.saoma.emulator.world.App;
import dev.saoma.emulator.world.AppType;
import dev.saoma.emulator.world.User;
import dev.saoma.emulator.world.UserStatus;
import dev.saoma.emulator.world.World;
import dev.saoma.emulator.world.WorldState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;

/**
 * The whole state of the emulator, and the operations on more than one part of it. Thread-safe. Unknown ids throw
 * {@link java.util.NoSuchElementException}, steps out of order {@link IllegalStateException}, wrong values
 * {@link IllegalArgumentException}, each with a message for the user.
 */
public final class Platform {

    private static final int MAX_CODES = 100_000;
    private static final int MAX_TOKENS = 50_000;

    private final WorldState initial;
    private final MovableClock clock;
    private final World world;
    private final Settings settings;
    private final Quota quota;
    private final Codes codes;
    private final Tokens tokens;
    private final QrCodes qrCodes;
    private final Faults faults;
    private final Journal journal;

    /**
     * Creates a platform from a state.
     *
     * @param initial its world is also the one after a reset
     * @param onChange called after every change of the world
     * @param settings those after a reset
     * @param timer ends waits; not closed here
     * @throws IllegalArgumentException when the state's clock is out of range
     */
    public Platform(
            PlatformState initial,
            Consumer<Platform> onChange,
            Clock base,
            Lifetimes lifetimes,
            Settings settings,
            ScheduledExecutorService timer) {
        this.settings = settings;
        this.initial = initial.world();
        clock = new MovableClock(base);
        world = new World(this.initial, changed -> onChange.accept(this));
        quota = new Quota(clock, settings);
        RandomText random = new RandomText();
        codes = new Codes(clock, lifetimes::ofCode, random);
        tokens = new Tokens(
                clock, lifetimes.of(Lifetimes.Kind.ACCESS_TOKEN), lifetimes.of(Lifetimes.Kind.REFRESH_TOKEN), random);
        qrCodes = new QrCodes(
                clock,
                lifetimes.of(Lifetimes.Kind.QR_CODE),
                lifetimes.of(Lifetimes.Kind.HOLD),
                random,
                (appid, userId) -> codes.issue(new Consent(appid, userId, Consent.LOGIN)),
                timer);
        faults = new Faults(timer, this::takesEffect);
        journal = new Journal(clock);
        apply(initial);
    }

    /** Returns whether a request that gets this error still takes effect; this is how a code is lost. */
    private boolean takesEffect(Target target, Fault.ErrorCode error) {
        return target == Target.ACCESS_TOKEN
                && error.errcode() == -1
                && !settings.flag(Setting.CODE_SURVIVES_SYSTEM_ERROR);
    }

    public Clock clock() {
        return clock;
    }

    public World world() {
        return world;
    }

    public Settings settings() {
        return settings;
    }

    public Quota quota() {
        return quota;
    }

    public Codes codes() {
        return codes;
    }

    public Tokens tokens() {
        return tokens;
    }

    public QrCodes qrCodes() {
        return qrCodes;
    }

    public Faults faults() {
        return faults;
    }

    public Journal journal() {
        return journal;
    }

    /** Scans a QR code with the user's phone. A virtual visitor has no phone. */
    public QrCode scan(String uuid, String userId) {
        return qrCodes.scan(uuid, scanner(userId).id());
    }

    /**
     * Allows the login; a code is issued.
     *
     * @param userId the user of the phone; when empty, the user who scanned
     */
    public QrCode allow(String uuid, Optional<String> userId) {
        return qrCodes.allow(uuid, phone(uuid, userId));
    }

    /**
     * Refuses the login.
     *
     * @param userId the user of the phone; when empty, the user who scanned
     */
    public QrCode refuse(String uuid, Optional<String> userId) {
        return qrCodes.refuse(uuid, phone(uuid, userId));
    }

    private String phone(String uuid, Optional<String> userId) {
        return userId.or(() -> qrCodes.find(uuid).flatMap(QrCode::userId)).orElse("");
    }

    private User scanner(String userId) {
        User user = world.requireUser(userId);
        if (user.status() == UserStatus.SNAPSHOT) {
            throw new IllegalArgumentException(
                    "User " + userId + " is a virtual visitor, who exists inside WeChat only and cannot scan.");
        }
        return user;
    }

    /**
     * Issues a code without a scan, as if this user had just allowed this app.
     *
     * @param scope when empty, the one with the profile: {@code snsapi_login} of a website app,
     *     {@code snsapi_userinfo} of a service account
     */
    public String issueCode(String appid, String userId, Optional<String> scope) {
        App app = world.requireApp(appid);
        String profile = app.type() == AppType.SERVICE_ACCOUNT ? Consent.USERINFO : Consent.LOGIN;
        String asked = scope.orElse(profile);
        requireScope(app, asked);
        User user = Consent.IN_WECHAT.contains(asked) ? world.requireUser(userId) : scanner(userId);
        return codes.issue(new Consent(appid, user.id(), asked));
    }

    private static void requireScope(App app, String scope) {
        boolean service = app.type() == AppType.SERVICE_ACCOUNT;
        if (!service && app.type() != AppType.WEBSITE) {
            throw new IllegalArgumentException("App " + app.appid()
                    + " is neither a website app nor a service account; there is no code for it on the web.");
        }
        if (service && !Consent.IN_WECHAT.contains(scope)) {
            throw new IllegalArgumentException(
                    "App " + app.appid() + " is a service account; its scope is snsapi_base or snsapi_userinfo.");
        }
        if (!scope.matches("[a-z_,]{1,200}")) {
            throw new IllegalArgumentException("scope must be a comma list such as snsapi_login.");
        }
    }

    /** Changes the user's password: the tokens that apps hold become invalid, and the next scan issues new ones. */
    public void changePassword(String userId) {
        tokens.voidAll(world.requireUser(userId).id());
    }

    public void advanceClock(Duration by) {
        clock.advance(by);
        qrCodes.clockMoved();
    }

    public void setClock(Instant to) {
        clock.set(to);
        qrCodes.clockMoved();
    }

    /** Returns the clock to the real time; nothing else changes. */
    public void resetClock() {
        clock.reset();
        qrCodes.clockMoved();
    }

    /**
     * Returns the state: the world, the settings, the clock, the newest 100,000 codes and the tokens of the newest
     * 50,000 logins. QR codes, faults, counts of quotas and recorded requests are not included.
     */
    public PlatformState state() {
        // Tokens first: a code exchanged in between is then stored as used without its tokens, and never valid a second
        // time.
        Optional<List<TokenState>> held = Optional.of(tokens.state(MAX_TOKENS));
        return new PlatformState(
                world.state(), settings.all(), Optional.of(clock.offset()), Optional.of(codes.state(MAX_CODES)), held);
    }

    /** Returns the current version, to compare with a later one. */
    public StateVersion stateVersion() {
        return new StateVersion(codes.version(), tokens.version(), settings.all(), clock.offset());
    }

    /**
     * Replaces the parts that the state contains and keeps the others. Expired codes and tokens are dropped.
     *
     * @throws IllegalArgumentException when the clock is out of range; nothing changes then
     */
    public void load(PlatformState state) {
        apply(state);
        world.replace(state.world());
        qrCodes.clockMoved();
    }

    private void apply(PlatformState state) {
        state.clockOffset().ifPresent(clock::offset);
        settings.change(state.settings());
        state.codes().ifPresent(codes::load);
        state.tokens().ifPresent(tokens::load);
    }

    /**
     * Restores the initial world and the real time, and removes all codes, tokens, QR codes, faults and recorded
     * requests.
     */
    public void reset() {
        clock.reset();
        settings.reset();
        quota.clear();
        qrCodes.clear();
        codes.clear();
        tokens.clear();
        faults.clear();
        journal.clear();
        // Last, since it calls the listener, which stores the complete state.
        world.replace(initial);
    }
}
