package dev.saoma.emulator.internal.platform;

import dev.saoma.emulator.internal.grant.CodeState;
import dev.saoma.emulator.internal.grant.Codes;
import dev.saoma.emulator.internal.grant.TokenState;
import dev.saoma.emulator.internal.grant.Tokens;
import dev.saoma.emulator.setting.Setting;
import dev.saoma.emulator.setting.Settings;
import dev.saoma.emulator.world.World;
import dev.saoma.emulator.world.WorldState;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * A platform's state as one value, to restore it elsewhere or after a restart. An import keeps the parts that are left
 * out. An invalid one throws {@link IllegalArgumentException} with a message, so that only the clock can refuse an
 * existing one. Immutable.
 *
 * @param world accounts, apps and users; never left out
 * @param settings those that are set
 * @param clockOffset the clock's offset from the real time
 * @param codes oldest first, at most {@link Codes#MAX}, without duplicates
 * @param tokens oldest first, at most {@link Tokens#MAX}, without duplicates
 */
public record PlatformState(
        WorldState world,
        Map<Setting, String> settings,
        Optional<Duration> clockOffset,
        Optional<List<CodeState>> codes,
        Optional<List<TokenState>> tokens) {

    public PlatformState {
        new World(world, unused -> {});
        new Settings(settings);
        settings = ordered(settings);
        codes = codes.map(List::copyOf);
        codes.ifPresent(all -> requireOnce("codes", all, Codes.MAX, CodeState::code));
        tokens = tokens.map(List::copyOf);
        tokens.ifPresent(all -> requireOnce("tokens", all, Tokens.MAX, TokenState::accessToken));
        tokens.ifPresent(all -> requireOnce("tokens", all, Tokens.MAX, TokenState::refreshToken));
    }

    /** Returns a state of this world only. */
    public static PlatformState of(WorldState world) {
        return new PlatformState(world, Map.of(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** In the order of the settings' declaration, so that two exports can be compared. */
    private static Map<Setting, String> ordered(Map<Setting, String> settings) {
        Map<Setting, String> copy = new EnumMap<>(Setting.class);
        copy.putAll(settings);
        return Collections.unmodifiableMap(copy);
    }

    private static <T> void requireOnce(String what, List<T> all, int max, Function<T, String> key) {
        if (all.size() > max) {
            throw new IllegalArgumentException(what + " must be at most " + max + ".");
        }
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < all.size(); i++) {
            if (!seen.add(key.apply(all.get(i)))) {
                throw new IllegalArgumentException(
                        what + " has the same one twice, the second at place " + (i + 1) + ".");
            }
        }
    }
}
