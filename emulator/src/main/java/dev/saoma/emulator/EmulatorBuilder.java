package dev.saoma.emulator;

import dev.saoma.emulator.internal.platform.Lives;
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
 * How an emulator shall be. What is not said is as at WeChat: hold 25 s, QR code 300 s, code 600 s (inside WeChat 300 s), access token 7200 s,
 * refresh token 30 days; the world is {@link Sample}; the port is a free one of 127.0.0.1. Not for many threads.
 */
public final class EmulatorBuilder {

    private static final Pattern ORIGIN = Pattern.compile("https?://[A-Za-z0-9.-]+(:\\d{1,5})?");

    private int port;
    private Optional<String> bind = Optional.empty();
    private boolean lan;
    private OptionalInt tlsPort = OptionalInt.empty();
    private Optional<Path> caFile = Optional.empty();
    private Clock clock = Clock.systemUTC();
    private Lives lives = Lives.WECHAT;
    private WorldState world = Sample.world();
    private Optional<Path> stateFile = Optional.empty();
    private final Map<Setting, String> settings = new EnumMap<>(Setting.class);
    private final Set<String> allowedOrigins = new LinkedHashSet<>();

    EmulatorBuilder() {}

    /** 0, the default, takes a free one. */
    public EmulatorBuilder port(int port) {
        this.port = port;
        return this;
    }

    /**
     * Serves the same on a second port over TLS, for clients that call WeChat's host names and cannot be told otherwise. 0
     * takes a free one. Needs {@code org.bouncycastle:bcpkix-jdk18on} on the class path.
     */
    public EmulatorBuilder tls(int port) {
        this.tlsPort = OptionalInt.of(port);
        return this;
    }

    /**
     * Keeps the CA of the TLS port in this PEM file, and its key in {@code FILE.key}, so that trust in it survives. Without
     * this there is a new CA at every start.
     */
    public EmulatorBuilder caFile(Path file) {
        this.caFile = Optional.of(file);
        return this;
    }

    /**
     * The address to listen on: {@code 127.0.0.1} by default, {@code 0.0.0.0} with {@link #lan}. Anything that other
     * machines can reach is refused without {@link #lan}.
     */
    public EmulatorBuilder bind(String address) {
        this.bind = Optional.of(address);
        return this;
    }

    /** Lets other machines in, for a real phone in the same network: whoever reaches it can log in as anybody. */
    public EmulatorBuilder lan(boolean lan) {
        this.lan = lan;
        return this;
    }

    /** The time that codes and tokens live by; the system's by default. The hold is real time whatever this says. */
    public EmulatorBuilder clock(Clock clock) {
        this.clock = clock;
        return this;
    }

    /** How long a poll without news is held; 0 to 10 minutes. */
    public EmulatorBuilder hold(Duration hold) {
        lives = new Lives(
                hold, lives.qrCode(), lives.code(), lives.inWechatCode(), lives.accessToken(), lives.refreshToken());
        return this;
    }

    public EmulatorBuilder qrCodeLife(Duration life) {
        lives = new Lives(
                lives.hold(), life, lives.code(), lives.inWechatCode(), lives.accessToken(), lives.refreshToken());
        return this;
    }

    public EmulatorBuilder codeLife(Duration life) {
        lives = new Lives(
                lives.hold(), lives.qrCode(), life, lives.inWechatCode(), lives.accessToken(), lives.refreshToken());
        return this;
    }

    /** How long a code of the flow inside WeChat can be exchanged. */
    public EmulatorBuilder inWechatCodeLife(Duration life) {
        lives = new Lives(lives.hold(), lives.qrCode(), lives.code(), life, lives.accessToken(), lives.refreshToken());
        return this;
    }

    public EmulatorBuilder accessTokenLife(Duration life) {
        lives = new Lives(lives.hold(), lives.qrCode(), lives.code(), lives.inWechatCode(), life, lives.refreshToken());
        return this;
    }

    public EmulatorBuilder refreshTokenLife(Duration life) {
        lives = new Lives(lives.hold(), lives.qrCode(), lives.code(), lives.inWechatCode(), lives.accessToken(), life);
        return this;
    }

    /** The world at the start and after a reset. A state file that exists goes before it. */
    public EmulatorBuilder world(WorldState world) {
        this.world = world;
        return this;
    }

    /**
     * Carries on from this file when it exists: world, settings, clock, codes and tokens. Written after every change of the
     * world, within a second after any other, and at the end; for its owner only.
     */
    public EmulatorBuilder stateFile(Path file) {
        this.stateFile = Optional.of(file);
        return this;
    }

    /**
     * What a code past its life is answered with: 40029, the default, as applications report, or 42003 as WeChat's tables
     * have it.
     */
    public EmulatorBuilder staleCodeErrcode(int errcode) {
        return set(Setting.STALE_CODE_ERRCODE, Integer.toString(errcode));
    }

    /**
     * Sets what the sources about WeChat leave open; also the value after a reset.
     *
     * @throws IllegalArgumentException with a sentence when the value is not allowed
     */
    public EmulatorBuilder set(Setting setting, String value) {
        new Settings(Map.of(setting, value));
        settings.put(setting, value);
        return this;
    }

    /** Pages of this origin may use the control API and frame the phone, besides the emulator's own and local ones. */
    public EmulatorBuilder allowOrigin(String origin) {
        if (!ORIGIN.matcher(origin).matches()) {
            throw new IllegalArgumentException("an origin looks like https://app.example.com:8443, not " + origin);
        }
        allowedOrigins.add(origin);
        return this;
    }

    /**
     * Starts it.
     *
     * @throws RefusedException when the configuration is refused
     * @throws java.io.UncheckedIOException when the port cannot be had
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

    Lives lives() {
        return lives;
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
