package dev.saoma.wechat;

import java.io.IOException;
import java.net.Socket;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A WeChat that answers correctly: each code identifies a person who has scanned, and can be exchanged once. */
public final class ScannedPeople implements WeChatStub.Reply {
    private final Map<String, String> byCode = new ConcurrentHashMap<>();
    private final Map<String, String> byToken = new ConcurrentHashMap<>();

    /** Records a scan that the person has confirmed, and returns its code. */
    public String scan(String code, String openId, String unionId) {
        byCode.put(code, "\"openid\":\"" + openId + "\"" + (unionId == null ? "" : ",\"unionid\":\"" + unionId + "\""));
        return code;
    }

    @Override
    public void send(String target, Socket socket) throws IOException, InterruptedException {
        WeChatStub.body(answer(target)).send(target, socket);
    }

    private String answer(String target) {
        if (target.startsWith("/sns/userinfo")) {
            String person = byToken.get(parameter(target, "access_token"));
            return "{" + person + ",\"nickname\":\"小明\",\"headimgurl\":\"https:\\/\\/thirdwx.qlogo.cn\\/a\\/132\"}";
        }
        String code = parameter(target, "code");
        String person = byCode.remove(code);
        if (person == null) {
            return "{\"errcode\":40163,\"errmsg\":\"code been used, rid: 64993d2c-2af40adf-01b005b5\"}";
        }
        byToken.put("token-of-" + code, person);
        return "{\"access_token\":\"token-of-" + code + "\",\"expires_in\":7200,\"scope\":\"snsapi_login\"," + person
                + "}";
    }

    private static String parameter(String target, String name) {
        for (String pair : target.substring(target.indexOf('?') + 1).split("&")) {
            if (pair.startsWith(name + "=")) {
                return pair.substring(name.length() + 1);
            }
        }
        return "";
    }
}
