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
 * What a platform needs to carry on elsewhere or after a restart, as one value. What is left out stays as it is on import.
 * A wrong one throws {@link IllegalArgumentException} with a sentence, so that only the clock can refuse one that exists.
 * Immutable.
 *
 * @param world accounts, apps and users; never left out
 * @param settings those that are said
 * @param clockOffset how far the clock is ahead of the real time
 * @param codes oldest first, at most {@link Codes#MAX}, none twice
 * @param tokens oldest first, at most {@link Tokens#MAX}, none twice
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

    /** Nothing but this world. */
    public static PlatformState of(WorldState world) {
        return new PlatformState(world, Map.of(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** As the settings are declared, so that two exports can be compared. */
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
