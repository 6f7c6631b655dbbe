package dev.saoma.wechat;

import dev.saoma.element.ElementDefinition;
import dev.saoma.logintype.LoginContext;
import dev.saoma.logintype.LoginInstance;
import dev.saoma.logintype.LoginType;

/**
 * The official Type {@code auths.loginTypes.WeChatType}. A Type of your own may extend it and override
 * {@link #instance} to answer a {@link WeChatLogin} with another rule.
 */
public class WeChatType implements LoginType {

    @Override
    public final LoginInstance load(ElementDefinition definition, LoginContext context) {
        return instance(WeChatConfig.read(definition), definition, context);
    }

    /** Makes the instance from files that have been checked. */
    protected WeChatLogin instance(WeChatConfig config, ElementDefinition definition, LoginContext context) {
        return new WeChatLogin(config, definition, context);
    }
}
