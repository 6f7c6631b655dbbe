/**
 * The pages: the login page and its long poll, the simulated phone, the page inside WeChat, the index, the embed
 * script. Templates and scripts are resource files beside the classes. It must not hold rules of codes or tokens.
 */
@NullMarked
package dev.saoma.emulator.internal.page;

import org.jspecify.annotations.NullMarked;
