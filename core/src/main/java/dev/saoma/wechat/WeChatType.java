package dev.saoma.wechat;

import dev.saoma.element.ElementDefinition;
import dev.saoma.logintype.LoginContext;
import dev.saoma.logintype.LoginInstance;
import dev.saoma.logintype.LoginType;
import dev.saoma.secret.SealKey;

/**
 * The official Type {@code auths.loginTypes.WeChatType}. An application's Type may extend it and override
 * {@link #instance} to return a {@link WeChatLogin} with an additional rule.
 */
public class WeChatType implements LoginType {

    @Override
    public final LoginInstance load(ElementDefinition definition, LoginContext context) {
        return instance(WeChatConfig.read(definition, context.service(SealKey.class)), definition, context);
    }

    /** Creates the instance from checked files. */
    protected WeChatLogin instance(WeChatConfig config, ElementDefinition definition, LoginContext context) {
        return new WeChatLogin(config, definition, context);
    }
}
