package dev.saoma.benchmark.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BindScriptTest {
    private static final String HASH = "2a160ef4f60acdc3a16960443292846cf6f51c9c939fe2e9a7115b69d1ea8fb6";

    @TempDir
    Path folder;

    @Test
    void keepsWhatTwoBindsHaveInCommonAndVariesTheRest() {
        BindScript script = BindScript.of(bind("user13", HASH), bind("user14", HASH.replace('2', '3')));

        assertThat(script.text().lines().skip(3))
                .containsExactly(
                        "\\startpipeline",
                        "BEGIN;",
                        "INSERT INTO t VALUES (E'a\\x3ab', ('user1' || :person || ''), ('' || :hash || '960443292846cf6f51c9c939fe2e9a7115b69d1ea8fb6'), NULL, '1795956125136');",
                        "\\endpipeline",
                        "COMMIT;");
        assertThat(script.statements()).isEqualTo(1);
    }

    @Test
    void refusesBindsThatSendDifferentStatements() {
        assertThatIllegalStateException()
                .isThrownBy(() -> BindScript.of(bind("user13", HASH), List.of(sent("BEGIN"), sent("COMMIT"))));
    }

    @Test
    void readsStatementsAndValuesFromTheLog() throws Exception {
        String line = "a,b,c,1,d,s.1,1,INSERT,e,f,0,LOG,00000,\"%s\",\"%s\",,\n";
        Path log = Files.writeString(
                folder.resolve("statements.csv"),
                line.formatted(
                                "execute S_1: INSERT INTO t\n(\"\"id\"\") VALUES ($1, $2, $3)",
                                "parameters: $1 = 'it''s', $2 = NULL, $3 = ''")
                        + line.formatted("statement: COMMIT", "")
                        + line.formatted("connection received: host", "")
                        + "a,b,still being");

        assertThat(SentStatement.read(log))
                .containsExactly(
                        new SentStatement(
                                "s.1",
                                "INSERT INTO t\n(\"id\") VALUES ($1, $2, $3)",
                                List.of(Optional.of("it's"), Optional.empty(), Optional.of(""))),
                        new SentStatement("s.1", "COMMIT", List.of()));
    }

    private static List<SentStatement> bind(String user, String hash) {
        return List.of(
                sent("BEGIN"),
                new SentStatement(
                        "s",
                        "INSERT INTO t VALUES ($1, $2, $3, $4, $5)",
                        List.of(
                                Optional.of("a:b"),
                                Optional.of(user),
                                Optional.of(hash),
                                Optional.empty(),
                                Optional.of("1795956125136"))),
                sent("COMMIT"));
    }

    private static SentStatement sent(String sql) {
        return new SentStatement("s", sql, List.of());
    }
}
