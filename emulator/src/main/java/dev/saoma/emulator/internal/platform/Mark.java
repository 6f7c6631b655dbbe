package dev.saoma.emulator.internal.platform;

import dev.saoma.emulator.setting.Setting;
import java.time.Duration;
import java.util.Map;

/**
 * Equal to an earlier one as long as a state would hold the same, whatever became of the world, whose changes are told.
 *
 * @param codes of the codes
 * @param tokens of the tokens
 */
public record Mark(long codes, long tokens, Map<Setting, String> settings, Duration clockOffset) {}
