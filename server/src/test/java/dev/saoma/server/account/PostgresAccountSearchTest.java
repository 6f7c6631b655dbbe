package dev.saoma.server.account;

import dev.saoma.database.Database;
import dev.saoma.database.ServerDatabase;
import dev.saoma.secret.Secret;
import dev.saoma.testing.RealPostgres;
import java.nio.file.Path;

class PostgresAccountSearchTest extends AccountSearchContract {
    @Override
    Database open(Path folder) {
        return ServerDatabase.open(RealPostgres.newDatabase(), RealPostgres.USER, Secret.of(""), 2);
    }
}
