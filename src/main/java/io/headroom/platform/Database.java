package io.headroom.platform;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.sql.SQLException;
import java.util.Map;
import org.jdbi.v3.core.Handles;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.generic.GenericType;

/** SQL in, records out. Transactions are the container's ({@code @Transactional}); JDBI only borrows the connection. */
class Database {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Produces
    @ApplicationScoped
    Jdbi jdbi(AgroalDataSource dataSource) {
        Jdbi jdbi = Jdbi.create(dataSource);
        // An enlisted connection looks like an open transaction to JDBI; the container ends it, not the handle.
        jdbi.getConfig(Handles.class).setForceEndTransactions(false);
        jdbi.registerArrayType(String.class, "text");
        jdbi.registerArrayType(java.util.UUID.class, "uuid");
        jdbi.registerColumnMapper(
                new GenericType<Map<String, Integer>>() {}, (row, column, _) -> counts(row.getString(column)));
        return jdbi;
    }

    /** A JSON object of whole numbers, such as {@code {"nlp": 4}}; null stays null. */
    private static Map<String, Integer> counts(String json) throws SQLException {
        try {
            return json == null ? null : JSON.readValue(json, new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            throw new SQLException("no JSON object of whole numbers: " + json, e);
        }
    }
}
