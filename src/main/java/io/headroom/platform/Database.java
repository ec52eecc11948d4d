package io.headroom.platform;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import org.jdbi.v3.core.Handles;
import org.jdbi.v3.core.Jdbi;

/** SQL in, records out. Transactions are the container's ({@code @Transactional}); JDBI only borrows the connection. */
class Database {
    @Produces
    @ApplicationScoped
    Jdbi jdbi(AgroalDataSource dataSource) {
        Jdbi jdbi = Jdbi.create(dataSource);
        // An enlisted connection looks like an open transaction to JDBI; the container ends it, not the handle.
        jdbi.getConfig(Handles.class).setForceEndTransactions(false);
        jdbi.registerArrayType(String.class, "text");
        jdbi.registerArrayType(java.util.UUID.class, "uuid");
        return jdbi;
    }
}
