package dev.saoma.store;

import java.nio.file.Path;
import org.junit.jupiter.api.Nested;

/** Runs every {@link StoreContract} on one kind of store. */
public abstract class StoreSuite {

    /** Opens a new store without rows. */
    protected abstract Store open(Path folder);

    @Nested
    class TicketRows extends TicketRowsContract {
        TicketRows() {
            super(StoreSuite.this::open);
        }
    }

    @Nested
    class TicketsOfABrowser extends BrowserTicketsContract {
        TicketsOfABrowser() {
            super(StoreSuite.this::open);
        }
    }

    @Nested
    class Sessions extends SessionRowsContract {
        Sessions() {
            super(StoreSuite.this::open);
        }
    }

    @Nested
    class SessionsThatChange extends SessionChangesContract {
        SessionsThatChange() {
            super(StoreSuite.this::open);
        }
    }

    @Nested
    class SessionOpening extends SessionOpeningContract {
        SessionOpening() {
            super(StoreSuite.this::open);
        }
    }

    @Nested
    class Auths extends WeChatAuthRowsContract {
        Auths() {
            super(StoreSuite.this::open);
        }
    }

    @Nested
    class Ledger extends AccountConstraintsContract {
        Ledger() {
            super(StoreSuite.this::open);
        }
    }

    @Nested
    class PersonalData extends PersonalDataRowsContract {
        PersonalData() {
            super(StoreSuite.this::open);
        }
    }

    @Nested
    class Trail extends AuditRowsContract {
        Trail() {
            super(StoreSuite.this::open);
        }
    }
}
