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
 * Everything the emulator holds, and the steps that touch more than one part of it. Safe for many threads. Unknown ids
 * throw {@link java.util.NoSuchElementException}, steps out of order {@link IllegalStateException}, wrong values
 * {@link IllegalArgumentException}, each with a sentence for people.
 */
public final class Platform {

    private static final int MOST_CODES = 100_000;
    private static final int MOST_TOKENS = 50_000;

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
     * A platform that carries on from a state.
     *
     * @param initial its world is also the one after a reset
     * @param onChange told after every change of the world
     * @param settings those after a reset
     * @param timer ends waits; not closed here
     * @throws IllegalArgumentException when the state's clock would leave its bounds
     */
    public Platform(
            PlatformState initial,
            Consumer<Platform> onChange,
            Clock base,
            Lives lives,
            Settings settings,
            ScheduledExecutorService timer) {
        this.settings = settings;
        this.initial = initial.world();
        clock = new MovableClock(base);
        world = new World(this.initial, changed -> onChange.accept(this));
        quota = new Quota(clock, settings);
        RandomText random = new RandomText();
        codes = new Codes(clock, lives::ofCode, random);
        tokens = new Tokens(clock, lives.accessToken(), lives.refreshToken(), random);
        qrCodes = new QrCodes(
                clock,
                lives.qrCode(),
                lives.hold(),
                random,
                (appid, userId) -> codes.issue(new Consent(appid, userId, Consent.LOGIN)),
                timer);
        faults = new Faults(timer, this::takesEffect);
        journal = new Journal(clock);
        apply(initial);
    }

    /** Whether a request that is to get this error does what it would have done: that is how a code is lost. */
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

    /** The user points the phone at the QR code. A virtual visitor has no phone. */
    public QrCode scan(String uuid, String userId) {
        return qrCodes.scan(uuid, scanner(userId).id());
    }

    /**
     * The user taps Allow; a code is issued.
     *
     * @param userId whose phone; when empty, the phone that scanned
     */
    public QrCode allow(String uuid, Optional<String> userId) {
        return qrCodes.allow(uuid, phone(uuid, userId));
    }

    /**
     * The user taps Refuse.
     *
     * @param userId whose phone; when empty, the phone that scanned
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
     * A code without the ceremony, as if this user had just allowed this app.
     *
     * @param scope when empty, the one that tells the profile: {@code snsapi_login} of a website app,
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

    /** The user changes the password: the tokens that apps hold are void, the next scan gives new ones. */
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

    /** Back to the real time; all else stays. */
    public void resetClock() {
        clock.reset();
        qrCodes.clockMoved();
    }

    /**
     * What is needed to carry on: the world, the settings, the clock, the newest 100,000 codes and the tokens of the newest
     * 50,000 logins. QR codes, faults, counts of quotas and recorded requests are not part of it.
     */
    public PlatformState state() {
        // Tokens first: a code exchanged in between is then used up without its tokens, never good for a second time.
        Optional<List<TokenState>> held = Optional.of(tokens.state(MOST_TOKENS));
        return new PlatformState(
                world.state(), settings.all(), Optional.of(clock.offset()), Optional.of(codes.state(MOST_CODES)), held);
    }

    /** To be compared with a later one. */
    public Mark mark() {
        return new Mark(codes.version(), tokens.version(), settings.all(), clock.offset());
    }

    /**
     * Replaces what the state says and leaves what it does not say. Codes and tokens that are over by then are dropped.
     *
     * @throws IllegalArgumentException when the clock would leave its bounds; nothing changes then
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

    /** Back to the start: the first world, the real time, and nothing issued, waiting, ordered or recorded. */
    public void reset() {
        clock.reset();
        settings.reset();
        quota.clear();
        qrCodes.clear();
        codes.clear();
        tokens.clear();
        faults.clear();
        journal.clear();
        // Last: it is told, and what is kept then has to be whole.
        world.replace(initial);
    }
}
