/**
 * What the sources about WeChat leave open, as settings with the likeliest default. Read by every package that answers;
 * set by the builder and the control API. Must not know what a setting does.
 */
@NullMarked
package dev.saoma.emulator.setting;

import org.jspecify.annotations.NullMarked;
