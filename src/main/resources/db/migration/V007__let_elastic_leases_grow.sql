ALTER TABLE lease_event DROP CONSTRAINT what_happened_is_known;
ALTER TABLE lease_event ADD CONSTRAINT what_happened_is_known CHECK (what IN (
    'ADMIT', 'WAIT', 'RECLAIM', 'CALL_OFF', 'SHRINK', 'GROW', 'EXPIRE',
    'APPROVED', 'RELEASED', 'WITHDRAWN', 'EXTENDED', 'REPLACED'));
