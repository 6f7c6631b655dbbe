package dev.saoma.logintype;

import java.util.List;

/**
 * The result of {@code getLoginCode}.
 *
 * @param loginCode opens one session within five minutes; its holder can sign in with it, so it is not printed
 * @param corpList the user's organisations by name; several mean that one must be named when the code is redeemed
 */
public record LoginCodeResult(String loginCode, List<CorpEntry> corpList) {

    /** One organisation. */
    public record CorpEntry(String corpId, String corpName) {}

    @Override
    public String toString() {
        return "LoginCodeResult[loginCode=***, corpList=" + corpList + "]";
    }
}
