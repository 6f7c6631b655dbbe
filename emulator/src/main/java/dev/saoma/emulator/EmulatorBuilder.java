package dev.saoma.emulator;

import dev.saoma.emulator.internal.platform.Lifetimes;
import dev.saoma.emulator.setting.Setting;
import dev.saoma.emulator.setting.Settings;
import dev.saoma.emulator.world.Sample;
import dev.saoma.emulator.world.WorldState;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Settings of an emulator. Defaults are WeChat's: hold 25 s, QR code 300 s, code 600 s (inside WeChat 300 s), access
 * token 7200 s, refresh token 30 days. The default world is {@link Sample}; the default port is a free one of
 * 127.0.0.1. Not thread-safe.
 */
public final class EmulatorBuilder {

    private static final Pattern ORIGIN = Pattern.compile("https?://[A-Za-z0-9.-]+(:\\d{1,5})?");

    private int port;
    private Optional<String> bind = Optional.empty();
    private boolean lan;
    private OptionalInt tlsPort = OptionalInt.empty();
    private Optional<Path> caFile = Optional.empty();
    private Clock clock = Clock.systemUTC();
    private Lifetimes lifetimes = Lifetimes.WECHAT;
    private WorldState world = Sample.world();
    private Optional<Path> stateFile = Optional.empty();
    private final Map<Setting, String> settings = new EnumMap<>(Setting.class);
    private final Set<String> allowedOrigins = new LinkedHashSet<>();

    EmulatorBuilder() {}

    /** Sets the port. Default: 0, a free port. */
    public EmulatorBuilder port(int port) {
        this.port = port;
        return this;
    }

    /**
     * Adds a second port with the same content over TLS, for clients with WeChat's host names built in. 0 takes a free
     * port. Needs {@code org.bouncycastle:bcpkix-jdk18on} on the class path.
     */
    public EmulatorBuilder tls(int port) {
        this.tlsPort = OptionalInt.of(port);
        return this;
    }

    /**
     * Stores the CA of the TLS port in this PEM file, and its key in {@code FILE.key}, so that clients need to trust it
     * only once. Default: a new CA at every start.
     */
    public EmulatorBuilder caFile(Path file) {
        this.caFile = Optional.of(file);
        return this;
    }

    /**
     * Sets the address to listen on. Default: {@code 127.0.0.1}, with {@link #lan} {@code 0.0.0.0}. An address that
     * other machines can reach is refused without {@link #lan}.
     */
    public EmulatorBuilder bind(String address) {
        this.bind = Optional.of(address);
        return this;
    }

    /**
     * Allows other machines, for a real phone in the same network. Every machine that reaches the emulator can log in
     * as any user.
     */
    public EmulatorBuilder lan(boolean lan) {
        this.lan = lan;
        return this;
    }

    /**
     * Sets the clock for the lifetimes of codes and tokens. Default: the system clock. The hold of a poll is always
     * real time.
     */
    public EmulatorBuilder clock(Clock clock) {
        this.clock = clock;
        return this;
    }

    /** Sets how long a poll without a change is held; 0 to 10 minutes. */
    public EmulatorBuilder hold(Duration hold) {
        lifetimes = lifetimes.with(Lifetimes.Kind.HOLD, hold);
        return this;
    }

    public EmulatorBuilder qrCodeLife(Duration life) {
        lifetimes = lifetimes.with(Lifetimes.Kind.QR_CODE, life);
        return this;
    }

    public EmulatorBuilder codeLife(Duration life) {
        lifetimes = lifetimes.with(Lifetimes.Kind.CODE, life);
        return this;
    }

    /** Sets how long a code of the flow inside WeChat is valid. */
    public EmulatorBuilder inWechatCodeLife(Duration life) {
        lifetimes = lifetimes.with(Lifetimes.Kind.IN_WECHAT_CODE, life);
        return this;
    }

    public EmulatorBuilder accessTokenLife(Duration life) {
        lifetimes = lifetimes.with(Lifetimes.Kind.ACCESS_TOKEN, life);
        return this;
    }

    public EmulatorBuilder refreshTokenLife(Duration life) {
        lifetimes = lifetimes.with(Lifetimes.Kind.REFRESH_TOKEN, life);
        return this;
    }

    /** Sets the world at the start and after a reset. An existing state file takes precedence at the start. */
    public EmulatorBuilder world(WorldState world) {
        this.world = world;
        return this;
    }

    /**
     * Restores the state from this file when it exists: world, settings, clock, codes and tokens. It is written after
     * every change of the world, within a second after any other change, and at the end. Only its owner can read it.
     */
    public EmulatorBuilder stateFile(Path file) {
        this.stateFile = Optional.of(file);
        return this;
    }

    /**
     * Sets the error for an expired code: 40029, the default, as applications report, or 42003 as in WeChat's tables.
     */
    public EmulatorBuilder staleCodeErrcode(int errcode) {
        return set(Setting.STALE_CODE_ERRCODE, Integer.toString(errcode));
    }

    /**
     * Sets a behaviour that sources about WeChat leave open; also the value after a reset.
     *
     * @throws IllegalArgumentException with a message when the value is not allowed
     */
    public EmulatorBuilder set(Setting setting, String value) {
        new Settings(Map.of(setting, value));
        settings.put(setting, value);
        return this;
    }

    /**
     * Allows pages of this origin to use the control API and to frame the phone, besides the emulator's own and local
     * pages.
     */
    public EmulatorBuilder allowOrigin(String origin) {
        if (!ORIGIN.matcher(origin).matches()) {
            throw new IllegalArgumentException("an origin looks like https://app.example.com:8443, not " + origin);
        }
        allowedOrigins.add(origin);
        return this;
    }

    /**
     * Starts the emulator.
     *
     * @throws RefusedException when the configuration is refused
     * @throws java.io.UncheckedIOException when the port is not available
     */
    public WeChatEmulator start() {
        requirePort("port", port);
        tlsPort.ifPresent(tls -> requirePort("TLS port", tls));
        String address = bind.orElse(lan ? "0.0.0.0" : "127.0.0.1");
        if (!lan && !Network.isLoopback(address)) {
            throw new RefusedException("the emulator lets anybody log in as anybody, so it does not listen on "
                    + address + " unless other machines are allowed in explicitly (--lan)");
        }
        return new WeChatEmulator(this, address);
    }

    private static void requirePort(String name, int port) {
        if (port < 0 || port > 65_535) {
            throw new RefusedException(name + " must be from 0 to 65535, not " + port);
        }
    }

    int port() {
        return port;
    }

    OptionalInt tlsPort() {
        return tlsPort;
    }

    Optional<Path> caFile() {
        return caFile;
    }

    boolean lan() {
        return lan;
    }

    Clock clock() {
        return clock;
    }

    Lifetimes lifetimes() {
        return lifetimes;
    }

    WorldState world() {
        return world;
    }

    Optional<Path> stateFile() {
        return stateFile;
    }

    Map<Setting, String> settings() {
        return settings;
    }

    Set<String> allowedOrigins() {
        return Set.copyOf(allowedOrigins);
    }
}
