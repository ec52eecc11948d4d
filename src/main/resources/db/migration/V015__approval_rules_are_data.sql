-- The approval policy, version by version: the highest is in force. The first, 0, is in the program.
CREATE TABLE approval_rules (
    version integer PRIMARY KEY,
    at      timestamptz NOT NULL,
    actor   text NOT NULL,
    comment text NOT NULL DEFAULT '',
    rules   jsonb NOT NULL,
    CONSTRAINT versions_count_from_one CHECK (version >= 1),
    CONSTRAINT there_is_at_least_one_rule CHECK (jsonb_array_length(rules) >= 1)
);

-- What the policy looked at when a request was handed in, and what it said: for those who ask why, and for dry runs.
CREATE TABLE judgement (
    request        uuid PRIMARY KEY REFERENCES capacity_request,
    policy_version integer NOT NULL,
    rule           text,
    error          text,
    facts          jsonb NOT NULL
);

CREATE FUNCTION refuse_to_change_a_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'versions_are_kept_as_they_were: no % of %', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'check_violation', CONSTRAINT = 'versions_are_kept_as_they_were';
END $$;
CREATE TRIGGER versions_are_kept_as_they_were BEFORE UPDATE OR DELETE ON approval_rules
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_to_change_a_version();
