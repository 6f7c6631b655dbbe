package dev.saoma.server.transfer;

import java.util.ArrayList;
import java.util.List;

/** Compares two texts line by line. */
final class TextComparison {
    private static final int MOST = 2_000;

    private TextComparison() {}

    /** Returns all lines, with {@code -} before those that go, {@code +} before new ones, and a space before the others. */
    static List<String> lines(String before, String after) {
        List<String> old = split(before);
        List<String> changed = split(after);
        int[][] common = new int[old.size() + 1][changed.size() + 1];
        for (int i = old.size() - 1; i >= 0; i--) {
            for (int j = changed.size() - 1; j >= 0; j--) {
                common[i][j] = old.get(i).equals(changed.get(j))
                        ? common[i + 1][j + 1] + 1
                        : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        var lines = new ArrayList<String>();
        int i = 0;
        int j = 0;
        while (i < old.size() || j < changed.size()) {
            if (i < old.size() && j < changed.size() && old.get(i).equals(changed.get(j))) {
                lines.add("  " + old.get(i++));
                j++;
            } else if (j == changed.size() || (i < old.size() && common[i + 1][j] >= common[i][j + 1])) {
                lines.add("- " + old.get(i++));
            } else {
                lines.add("+ " + changed.get(j++));
            }
        }
        return lines;
    }

    private static List<String> split(String text) {
        return text.lines().limit(MOST).toList();
    }
}
