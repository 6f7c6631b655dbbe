package dev.saoma.benchmark.database;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A script by which pgbench sends the very statements that one bind of the product sends, in the same transactions. It is
 * made of two recorded binds: what both have in common stays, and what differs becomes an expression that is different in
 * every transaction. Moments stay as they were recorded. As the driver does, pgbench sends a transaction's begin together
 * with its first statement.
 *
 * @param text the script; it needs the variable {@code rows}, the number of earlier transactions of each client
 * @param statements the number of statements, without those that begin and end transactions
 */
public record BindScript(String text, int statements) {
    private static final Pattern PLACE = Pattern.compile("\\$(\\d+)");
    private static final Pattern MOMENT = Pattern.compile("\\d{13}");
    private static final Pattern BORDER = Pattern.compile("(BEGIN|START|COMMIT|SET)\\b.*", Pattern.DOTALL);
    /** The digits that {@code :hash} has, in place of as many characters of a recorded value. */
    private static final int HASH_DIGITS = 19;

    private static final String HEAD = """
            \\set rows :rows + 1
            \\set person 1000000000 + :client_id * 100000000 + :rows
            \\set hash random(100000000, 899999999) * 10000000000 + :person
            """;

    /**
     * Records two binds, and makes the script.
     *
     * @param bind binds a person who is new, by one connection
     */
    public static BindScript of(StatementLog log, Runnable bind)
            throws SQLException, IOException, InterruptedException {
        return of(log.during(bind), log.during(bind));
    }

    static BindScript of(List<SentStatement> first, List<SentStatement> second) {
        if (first.isEmpty() || !sql(first).equals(sql(second))) {
            throw new IllegalStateException("Two binds sent different statements: " + sql(first) + " " + sql(second));
        }
        var text = new StringBuilder(HEAD);
        for (int i = 0; i < first.size(); i++) {
            boolean begins = first.get(i).sql().equals("BEGIN");
            text.append(begins ? "\\startpipeline\n" : "");
            text.append(filled(first.get(i), second.get(i))).append(";\n");
            text.append(i > 0 && first.get(i - 1).sql().equals("BEGIN") ? "\\endpipeline\n" : "");
        }
        long borders = first.stream()
                .filter(each -> BORDER.matcher(each.sql()).matches())
                .count();
        return new BindScript(text.toString(), (int) (first.size() - borders));
    }

    private static List<String> sql(List<SentStatement> all) {
        return all.stream().map(SentStatement::sql).toList();
    }

    private static String filled(SentStatement one, SentStatement other) {
        List<String> values = new ArrayList<>();
        for (int i = 0; i < one.values().size(); i++) {
            values.add(expression(one.values().get(i), other.values().get(i)));
        }
        return PLACE.matcher(one.sql())
                .replaceAll(place -> Matcher.quoteReplacement(values.get(Integer.parseInt(place.group(1)) - 1)));
    }

    private static String expression(Optional<String> one, Optional<String> other) {
        if (one.isEmpty() || other.isEmpty()) {
            return "NULL";
        }
        String a = one.get();
        String b = other.get();
        if (a.equals(b) || MOMENT.matcher(a).matches()) {
            return literal(a);
        }
        int begin = 0;
        while (begin < Math.min(a.length(), b.length()) && a.charAt(begin) == b.charAt(begin)) {
            begin++;
        }
        int same = 0;
        while (same < Math.min(a.length(), b.length()) - begin
                && a.charAt(a.length() - 1 - same) == b.charAt(b.length() - 1 - same)) {
            same++;
        }
        String middle = a.substring(begin, a.length() - same);
        boolean random = middle.length() > HASH_DIGITS;
        String rest = random ? middle.substring(HASH_DIGITS) : "";
        return "(" + literal(a.substring(0, begin)) + " || " + (random ? ":hash" : ":person") + " || "
                + literal(rest + a.substring(a.length() - same)) + ")";
    }

    /** Returns a text in SQL. pgbench would take a colon for the beginning of a variable. */
    private static String literal(String text) {
        String quoted = "'" + text.replace("'", "''") + "'";
        return text.contains(":") || text.contains("\\")
                ? "E" + quoted.replace("\\", "\\\\").replace(":", "\\x3a")
                : quoted;
    }
}
