package dev.saoma.identity;

/** The forms of identifiers. Loops and no patterns, since every row that is read makes some identifiers. */
final class IdentifierForm {
    private IdentifierForm() {}

    /** Returns whether the text is of the form {@code [A-Za-z0-9_-]{min,max}}. */
    static boolean isWord(String text, int min, int max) {
        return isWord(text, min, max, false);
    }

    /** Returns whether the text is of the form {@code [A-Za-z0-9._-]{min,max}}. */
    static boolean isDottedWord(String text, int min, int max) {
        return isWord(text, min, max, true);
    }

    private static boolean isWord(String text, int min, int max, boolean isDotAllowed) {
        if (text.length() < min || text.length() > max) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char each = text.charAt(i);
            boolean isLetter = (each >= 'a' && each <= 'z') || (each >= 'A' && each <= 'Z');
            boolean isDigit = each >= '0' && each <= '9';
            boolean isMark = each == '_' || each == '-' || (isDotAllowed && each == '.');
            if (!isLetter && !isDigit && !isMark) {
                return false;
            }
        }
        return true;
    }

    /** Returns whether the text has 1 to {@code max} characters, no control character and no half of a surrogate pair. */
    static boolean isText(String text, int max) {
        int count = 0;
        for (int i = 0; i < text.length(); count++) {
            int each = text.codePointAt(i);
            if (each < ' ' || each == 0x7f || (each >= 0xd800 && each <= 0xdfff)) {
                return false;
            }
            i += Character.charCount(each);
        }
        return count >= 1 && count <= max;
    }
}
