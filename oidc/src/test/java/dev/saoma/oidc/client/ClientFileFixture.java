package dev.saoma.oidc.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.saoma.error.ConfigException;
import dev.saoma.servlet.WebSettings.Mode;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A folder with a client at a time. */
abstract class ClientFileFixture {
    static final ClientReader PRODUCTION = new ClientReader(Mode.PRODUCTION);
    static final ClientReader DEVELOPMENT = new ClientReader(Mode.DEVELOPMENT);

    ClientFolder folder;

    @BeforeEach
    void create(@TempDir Path path) {
        folder = new ClientFolder(path);
    }

    final RegisteredClient read(String keys) {
        folder.client("Shop", keys);
        return PRODUCTION.read(folder.elements()).get(0);
    }

    final ConfigException fault(ClientReader reader, String keys) {
        folder.client("Shop", keys);
        ConfigException fault = catchThrowableOfType(ConfigException.class, () -> reader.check(folder.elements()));
        assertThat(fault).as(keys).isNotNull();
        assertThat(fault.file()).endsWith("auths/clients/Shop/Shop.json");
        assertThat(fault.all())
                .extracting(Throwable::getMessage)
                .noneMatch(message -> message.contains("CANARY") || message.contains(ClientFolder.HASH.substring(7)));
        return fault;
    }

    final ConfigException fault(String keys) {
        return fault(PRODUCTION, keys);
    }
}
