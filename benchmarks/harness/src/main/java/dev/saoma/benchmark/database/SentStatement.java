package dev.saoma.benchmark.database;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A statement that PostgreSQL was sent, as its log in CSV has it.
 *
 * @param session the session of the server, which is one connection
 * @param values the values of {@code $1} and so on; empty for NULL
 */
record SentStatement(String session, String sql, List<Optional<String>> values) {
    private static final int SESSION = 5;
    private static final int MESSAGE = 13;
    private static final int DETAIL = 14;
    private static final Pattern SENT = Pattern.compile("(?:statement|execute [^:]*): (.*)", Pattern.DOTALL);
    private static final Pattern VALUE = Pattern.compile("\\$\\d+ = (NULL|'((?:[^']|'')*)')");

    /** Reads all statements of a log, in the order in which they were sent. */
    static List<SentStatement> read(Path log) throws IOException {
        List<SentStatement> all = new ArrayList<>();
        for (List<String> line : lines(Files.readString(log, StandardCharsets.UTF_8))) {
            Matcher sent = line.size() > DETAIL ? SENT.matcher(line.get(MESSAGE)) : SENT.matcher("");
            if (sent.matches()) {
                all.add(new SentStatement(line.get(SESSION), sent.group(1).strip(), values(line.get(DETAIL))));
            }
        }
        return all;
    }

    private static List<Optional<String>> values(String detail) {
        List<Optional<String>> values = new ArrayList<>();
        Matcher value = VALUE.matcher(detail);
        while (value.find()) {
            values.add(Optional.ofNullable(value.group(2)).map(text -> text.replace("''", "'")));
        }
        return List.copyOf(values);
    }

    /** Splits CSV into lines and fields. The last line is left out when the server is still writing it. */
    private static List<List<String>> lines(String csv) {
        List<List<String>> lines = new ArrayList<>();
        List<String> line = new ArrayList<>();
        var field = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < csv.length(); i++) {
            char c = csv.charAt(i);
            if (c == '"') {
                // Two quotes within a quoted field are one; the second opens the field again.
                if (!quoted && i > 0 && csv.charAt(i - 1) == '"') {
                    field.append('"');
                }
                quoted = !quoted;
            } else if (quoted || (c != ',' && c != '\n')) {
                field.append(c);
            } else {
                line.add(field.toString());
                field.setLength(0);
                if (c == '\n') {
                    lines.add(List.copyOf(line));
                    line.clear();
                }
            }
        }
        return lines;
    }
}
