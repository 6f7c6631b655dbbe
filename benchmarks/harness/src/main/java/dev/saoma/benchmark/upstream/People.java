package dev.saoma.benchmark.upstream;

/** Maps codes to users by their digits, as in {@code c00000123}, and builds responses in WeChat's format. */
final class People {
    private static final int DIGITS = 8;
    private static final String REFUSAL = "{\"errcode\":40029,\"errmsg\":\"invalid code\"}";

    private People() {}

    static String answer(String target) {
        if (target.startsWith("/sns/oauth2/access_token?")) {
            String person = person(target, "code=c");
            return person.isEmpty() ? REFUSAL : token(person);
        }
        if (target.startsWith("/sns/userinfo?")) {
            String person = person(target, "access_token=t");
            return person.isEmpty() ? REFUSAL : profile(person);
        }
        return REFUSAL;
    }

    private static String person(String target, String before) {
        int at = target.indexOf(before);
        int begin = at + before.length();
        if (at < 0 || begin + DIGITS > target.length()) {
            return "";
        }
        for (int i = begin; i < begin + DIGITS; i++) {
            if (target.charAt(i) < '0' || target.charAt(i) > '9') {
                return "";
            }
        }
        return target.substring(begin, begin + DIGITS);
    }

    private static String token(String person) {
        return "{\"access_token\":\"t" + person + "\",\"expires_in\":7200,\"refresh_token\":\"r" + person
                + "\",\"openid\":\"" + openid(person) + "\",\"scope\":\"snsapi_login\",\"unionid\":\""
                + unionid(person) + "\"}";
    }

    private static String profile(String person) {
        return "{\"openid\":\"" + openid(person) + "\",\"nickname\":\"Person " + person
                + "\",\"sex\":0,\"province\":\"\",\"city\":\"\",\"country\":\"\",\"headimgurl\":\"\",\"privilege\":[],"
                + "\"unionid\":\"" + unionid(person) + "\"}";
    }

    private static String openid(String person) {
        return "oSaomaBenchmark00000" + person;
    }

    private static String unionid(String person) {
        return "uSaomaBenchmark00000" + person;
    }
}
