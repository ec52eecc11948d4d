package io.headroom.audit;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;

/**
 * Reads the whole chain and says where it breaks first. What it cannot see: entries deleted from the end, and a chain that
 * somebody with every right wrote anew. Both show only to those who kept an earlier last hash.
 */
public final class AuditCheck {
    private static final int AT_ONCE = 1_000;

    private final AuditRepository entries;

    AuditCheck(AuditRepository entries) {
        this.entries = entries;
    }

    /** The same of a database that no portal needs to run on. */
    public static Finding of(String jdbcUrl, Properties login) throws SQLException {
        try (Connection connection = DriverManager.getConnection(jdbcUrl, login)) {
            return new AuditCheck(AuditRepository.on(connection)).run();
        }
    }

    /** Reads in stretches, so it takes little memory, and holds no transaction open meanwhile. */
    public Finding run() {
        Seal last = Seal.START;
        List<AuditEntry> stretch = entries.sealedAfter(0, AT_ONCE);
        while (!stretch.isEmpty()) {
            for (AuditEntry entry : stretch) {
                Finding broken = broken(last, entry);
                if (broken != null) return broken;
                last = Seal.of(entry);
            }
            stretch = entries.sealedAfter(last.seq(), AT_ONCE);
        }
        Finding whole = new Finding.Intact(last.seq(), last.hash());
        return entries.forgotten()
                .<Finding>map(entry -> new Finding.NeverSealed(entry.id()))
                .orElse(whole);
    }

    /** Null if the entry follows the last one as it should. */
    static Finding broken(Seal last, AuditEntry entry) {
        Seal due = last.before(entry);
        if (entry.seq() != due.seq()) return new Finding.Missing(due.seq());
        if (!due.previous().equals(entry.previous())) return new Finding.WrongLink(entry.seq(), entry.id());
        return due.hash().equals(entry.hash()) ? null : new Finding.Changed(entry.seq(), entry.id());
    }
}
