/**
 * Behaviours that the sources about WeChat leave open, as settings with the likeliest default. Every package with
 * responses reads them; the builder and the control API set them. It must not know the effect of a setting.
 */
@NullMarked
package dev.saoma.emulator.setting;

import org.jspecify.annotations.NullMarked;
