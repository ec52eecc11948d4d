-- Whose work runs where, as admins say: by what a cluster calls it. What is not here is told by labels, or by nobody.
CREATE TABLE team_map (
    only_one boolean PRIMARY KEY DEFAULT true,
    version  integer NOT NULL DEFAULT 0,
    CONSTRAINT there_is_one_map CHECK (only_one)
);
INSERT INTO team_map DEFAULT VALUES;

CREATE TABLE workload_team (
    kind text NOT NULL,
    name text NOT NULL,
    team text NOT NULL REFERENCES team ON DELETE CASCADE,
    PRIMARY KEY (kind, name),
    CONSTRAINT work_is_known_by_namespace_queue_or_account CHECK (kind IN ('NAMESPACE', 'QUEUE', 'ACCOUNT')),
    CONSTRAINT work_has_a_name CHECK (name <> '')
);
