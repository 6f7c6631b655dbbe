/**
 * WeChat: the official Type and its instance, the Open Platform's client with its deadline and limits, and the groups
 * of WeChat's error numbers. Only this package knows WeChat's protocol; {@code login} calls it through ports.
 */
@NullMarked
package dev.saoma.wechat;

import org.jspecify.annotations.NullMarked;
