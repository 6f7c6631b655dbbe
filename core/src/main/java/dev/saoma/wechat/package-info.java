/**
 * WeChat: the official Type and its instance, the Open Platform's client with its deadline and caps, and what WeChat's error
 * numbers mean. The only package that knows WeChat's words; {@code login} calls it through its ports.
 */
@NullMarked
package dev.saoma.wechat;

import org.jspecify.annotations.NullMarked;
