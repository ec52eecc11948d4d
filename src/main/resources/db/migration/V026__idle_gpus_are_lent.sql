-- What a lease gave to borrowers while it was idle (R11): it keeps the claim, and asks for it once it calls it back. LENT
-- is one that gave all; it waits for nothing until then.
ALTER TABLE lease
    ADD COLUMN lent integer NOT NULL DEFAULT 0,
    DROP CONSTRAINT a_lease_phase_is_known,
    ADD CONSTRAINT a_lease_phase_is_known CHECK (
        phase IN ('SCHEDULED', 'WAITING', 'ACTIVE', 'RECLAIMING', 'LENT', 'ENDED')),
    ADD CONSTRAINT a_lease_claims_no_more_than_it_asked CHECK (lent >= 0 AND (lent = 0 OR held + lent <= gpus)),
    ADD CONSTRAINT only_what_ran_is_lent_while_idle CHECK (
        lent = 0 AND phase <> 'LENT' OR lent > 0 AND phase IN ('ACTIVE', 'RECLAIMING', 'LENT'));
