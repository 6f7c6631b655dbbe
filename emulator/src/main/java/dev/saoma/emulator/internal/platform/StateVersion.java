package dev.saoma.emulator.internal.platform;

import dev.saoma.emulator.setting.Setting;
import java.time.Duration;
import java.util.Map;

/**
 * A version of the platform's state, except the world, whose changes are notified: equal versions mean equal states.
 *
 * @param codes the version of the codes
 * @param tokens the version of the tokens
 */
public record StateVersion(long codes, long tokens, Map<Setting, String> settings, Duration clockOffset) {}
