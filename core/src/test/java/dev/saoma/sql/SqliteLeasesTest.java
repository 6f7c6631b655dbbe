package dev.saoma.sql;

import java.nio.file.Path;

class SqliteLeasesTest extends LeasesContract {
    @Override
    Database database(Path folder) {
        return SqliteTemplate.database(folder);
    }
}
