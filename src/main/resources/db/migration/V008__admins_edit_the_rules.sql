-- Teams and cohorts say all that the allocator reads of them. An absent rule is the installation's default.
ALTER TABLE cohort DROP CONSTRAINT a_cohort_has_a_positive_weight;
ALTER TABLE cohort
    ADD COLUMN rank       integer NOT NULL DEFAULT 0,
    ADD COLUMN created_at timestamptz NOT NULL DEFAULT now(),
    ADD COLUMN version    integer NOT NULL DEFAULT 0,
    ADD CONSTRAINT a_cohort_weighs_nothing_or_more CHECK (weight >= 0 AND weight < 'Infinity');

ALTER TABLE team DROP CONSTRAINT a_team_has_a_positive_weight;
ALTER TABLE team
    ADD COLUMN rank                             integer NOT NULL DEFAULT 0,
    ADD COLUMN created_at                       timestamptz NOT NULL DEFAULT now(),
    ADD COLUMN version                          integer NOT NULL DEFAULT 0,
    ADD COLUMN within_team                      text NOT NULL DEFAULT 'NEVER',
    ADD COLUMN reclaim_within_cohort            text NOT NULL DEFAULT 'NEVER',
    ADD COLUMN borrow_within_cohort             text NOT NULL DEFAULT 'NEVER',
    ADD COLUMN borrow_within_cohort_max_priority integer,
    ADD COLUMN minimum_runtime_seconds          bigint,
    ADD COLUMN grace_training_seconds           bigint,
    ADD COLUMN grace_preprocessing_seconds      bigint,
    ADD COLUMN grace_interactive_seconds        bigint,
    ADD COLUMN grace_inference_seconds          bigint,
    ADD CONSTRAINT a_team_weighs_nothing_or_more CHECK (weight >= 0 AND weight < 'Infinity'),
    ADD CONSTRAINT a_team_takes_from_itself_by_a_known_rule CHECK (
        within_team IN ('NEVER', 'LOWER_PRIORITY', 'LOWER_OR_NEWER_EQUAL_PRIORITY')),
    ADD CONSTRAINT a_team_takes_from_its_cohort_by_a_known_rule CHECK (
        reclaim_within_cohort IN ('NEVER', 'LOWER_PRIORITY', 'ANY')),
    ADD CONSTRAINT a_team_that_borrows_takes_by_a_known_rule CHECK (
        borrow_within_cohort IN ('NEVER', 'LOWER_PRIORITY')),
    ADD CONSTRAINT a_minimum_runtime_is_not_negative CHECK (minimum_runtime_seconds >= 0),
    ADD CONSTRAINT a_grace_period_is_not_negative CHECK (
        grace_training_seconds >= 0 AND grace_preprocessing_seconds >= 0
        AND grace_interactive_seconds >= 0 AND grace_inference_seconds >= 0);

-- Whose rules decide: one row for the whole installation.
CREATE TABLE allocation_policy (
    only_one                 boolean PRIMARY KEY DEFAULT true,
    preset                   text NOT NULL DEFAULT 'HEADROOM',
    history_weight           double precision NOT NULL DEFAULT 0,
    history_window_days      integer NOT NULL DEFAULT 7,
    starvation_limit_seconds bigint NOT NULL DEFAULT 86400,
    version                  integer NOT NULL DEFAULT 0,
    CONSTRAINT there_is_one_policy CHECK (only_one),
    CONSTRAINT a_preset_is_known CHECK (preset IN ('HEADROOM', 'KUEUE', 'KUEUE_FAIR', 'KAI')),
    CONSTRAINT history_weighs_nothing_or_more CHECK (history_weight >= 0 AND history_weight < 'Infinity'),
    CONSTRAINT history_looks_back_1_to_90_days CHECK (history_window_days BETWEEN 1 AND 90),
    CONSTRAINT a_starvation_limit_is_positive CHECK (starvation_limit_seconds > 0)
);
INSERT INTO allocation_policy DEFAULT VALUES;

-- Versions count every edit, also one by hand, so that nobody overwrites what they did not see.
CREATE FUNCTION count_the_edit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.version := OLD.version + 1;
    RETURN NEW;
END $$;
CREATE TRIGGER an_edit_counts BEFORE UPDATE ON team FOR EACH ROW EXECUTE FUNCTION count_the_edit();
CREATE TRIGGER an_edit_counts BEFORE UPDATE ON cohort FOR EACH ROW EXECUTE FUNCTION count_the_edit();
CREATE TRIGGER an_edit_counts BEFORE UPDATE ON allocation_policy FOR EACH ROW EXECUTE FUNCTION count_the_edit();

CREATE FUNCTION count_the_edit_for_the_owner() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE team SET version = version WHERE name IN (OLD.team, NEW.team);
    UPDATE cohort SET version = version WHERE name IN (OLD.cohort, NEW.cohort);
    RETURN NULL;
END $$;
CREATE TRIGGER an_edit_counts AFTER INSERT OR UPDATE OR DELETE ON quota
    FOR EACH ROW EXECUTE FUNCTION count_the_edit_for_the_owner();

-- Every replica keeps the tree in memory: whoever edits it, they are told when the edit commits.
CREATE FUNCTION tell_of_the_edit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('headroom', 'QUOTAS,WORLD,BOARD');
    RETURN NULL;
END $$;
CREATE TRIGGER an_edit_is_told AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON flavor
    FOR EACH STATEMENT EXECUTE FUNCTION tell_of_the_edit();
CREATE TRIGGER an_edit_is_told AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON cohort
    FOR EACH STATEMENT EXECUTE FUNCTION tell_of_the_edit();
CREATE TRIGGER an_edit_is_told AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON team
    FOR EACH STATEMENT EXECUTE FUNCTION tell_of_the_edit();
CREATE TRIGGER an_edit_is_told AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON quota
    FOR EACH STATEMENT EXECUTE FUNCTION tell_of_the_edit();
CREATE TRIGGER an_edit_is_told AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON allocation_policy
    FOR EACH STATEMENT EXECUTE FUNCTION tell_of_the_edit();

-- Who changed which rule, when, from what to what: kept for ever, also when its object is gone.
CREATE TABLE rule_edit (
    id     uuid PRIMARY KEY DEFAULT uuidv7(),
    at     timestamptz NOT NULL,
    actor  text NOT NULL,
    what   text NOT NULL,
    name   text NOT NULL,
    before jsonb,
    after  jsonb,
    CONSTRAINT what_is_edited_is_known CHECK (what IN ('FLAVOR', 'COHORT', 'TEAM', 'POLICY')),
    CONSTRAINT an_edit_changes_something CHECK (before IS DISTINCT FROM after)
);
CREATE INDEX rule_edit_by_object ON rule_edit (what, name, id DESC);

CREATE FUNCTION refuse_to_change_what_happened() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'edits_are_kept_as_they_were: no % of rule_edit', TG_OP
        USING ERRCODE = 'check_violation', CONSTRAINT = 'edits_are_kept_as_they_were';
END $$;
CREATE TRIGGER edits_are_kept_as_they_were BEFORE UPDATE OR DELETE OR TRUNCATE ON rule_edit
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_to_change_what_happened();
