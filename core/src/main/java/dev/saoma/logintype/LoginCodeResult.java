package dev.saoma.logintype;

import java.util.List;

/**
 * The answer of {@code getLoginCode}.
 *
 * @param loginCode opens one session within five minutes; whoever holds it is signed in with it, so it is not printed
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
