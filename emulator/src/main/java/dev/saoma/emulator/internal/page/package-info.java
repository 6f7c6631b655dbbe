/**
 * What a browser sees: the login page and its long poll, the simulated phone, the page inside WeChat, the index, the embed
 * script. Templates and scripts are resource files beside the classes. Must not decide about codes or tokens.
 */
@NullMarked
package dev.saoma.emulator.internal.page;

import org.jspecify.annotations.NullMarked;
