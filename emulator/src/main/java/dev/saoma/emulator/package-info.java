/**
 * The WeChat Open Platform on this machine: {@link dev.saoma.emulator.WeChatEmulator} in a test or another program,
 * {@link dev.saoma.emulator.Main} from a shell. Puts the other packages together. Must never depend on saoma-core: two
 * independent readings of the protocol catch each other's mistakes.
 */
@NullMarked
package dev.saoma.emulator;

import org.jspecify.annotations.NullMarked;
