-- Tests, and deliveries that somebody asks for again: counted by the minute, so that nobody makes the portal call an
-- address without end. Rows older than that are removed by whoever tries next.
CREATE TABLE webhook_trial (
    webhook uuid NOT NULL REFERENCES webhook ON DELETE CASCADE,
    at      timestamptz NOT NULL
);
CREATE INDEX webhook_trial_by_webhook ON webhook_trial (webhook, at);
