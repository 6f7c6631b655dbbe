/**
 * The WeChat Open Platform on this machine: {@link dev.saoma.emulator.WeChatEmulator} in a test or another program,
 * {@link dev.saoma.emulator.Main} from a shell. Connects the other packages. It must never depend on saoma-core: two
 * independent implementations of the protocol reveal each other's mistakes.
 */
@NullMarked
package dev.saoma.emulator;

import org.jspecify.annotations.NullMarked;
