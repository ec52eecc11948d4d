-- Who has opened the portal, as their token said then: there is no other directory of people. Nothing refers to a person
-- by a foreign key: a visit would then get in the way of a plan that tells that person something in a transaction of its own.
CREATE TABLE person (
    username  text PRIMARY KEY,
    name      text NOT NULL,
    email     text,
    leads     text[] NOT NULL,
    manages   text[] NOT NULL,
    admin     boolean NOT NULL,
    last_seen timestamptz NOT NULL,
    mail      text NOT NULL DEFAULT 'IMPORTANT',
    CONSTRAINT a_wish_for_mail_is_known CHECK (mail IN ('IMPORTANT', 'AT_ONCE', 'DIGEST', 'NONE'))
);

-- What happened and somebody is told: once, however many people and places that are.
CREATE TABLE news (
    id           uuid PRIMARY KEY DEFAULT uuidv7(),
    at           timestamptz NOT NULL,
    actor        text NOT NULL,
    action       text NOT NULL,
    title        text NOT NULL,
    importance   text NOT NULL,
    subject_type text NOT NULL,
    subject_id   text NOT NULL,
    team         text,
    sentence     text NOT NULL,
    link         text NOT NULL,
    before       jsonb,
    after        jsonb,
    CONSTRAINT an_importance_is_known CHECK (importance IN ('IMPORTANT', 'ORDINARY')),
    CONSTRAINT a_link_stays_in_the_portal CHECK (link LIKE '/%' AND link NOT LIKE '//%')
);
CREATE INDEX news_by_time ON news (at);

CREATE TABLE notification (
    id      uuid PRIMARY KEY DEFAULT uuidv7(),
    news    uuid NOT NULL REFERENCES news ON DELETE CASCADE,
    person  text NOT NULL,
    read_at timestamptz,
    CONSTRAINT a_person_is_told_once UNIQUE (news, person)
);
CREATE INDEX notification_by_person ON notification (person, id DESC);
CREATE INDEX notification_unread ON notification (person) WHERE read_at IS NULL;

-- Without a team it is told everything.
CREATE TABLE webhook (
    id         uuid PRIMARY KEY DEFAULT uuidv7(),
    team       text REFERENCES team ON DELETE CASCADE,
    url        text NOT NULL,
    secret     text NOT NULL,
    format     text NOT NULL,
    active     boolean NOT NULL DEFAULT true,
    created_by text NOT NULL,
    created_at timestamptz NOT NULL,
    CONSTRAINT a_webhook_format_is_known CHECK (format IN ('GENERIC', 'SLACK'))
);

-- What has to leave the portal. next_attempt is also the lease of whoever delivers it now: it lies ahead until they are
-- done, and if they die it comes due again for another.
CREATE TABLE outbox (
    id           uuid PRIMARY KEY DEFAULT uuidv7(),
    news         uuid NOT NULL REFERENCES news ON DELETE CASCADE,
    channel      text NOT NULL,
    target       text NOT NULL,
    attempts     integer NOT NULL DEFAULT 0,
    next_attempt timestamptz,
    delivered_at timestamptz,
    last_error   text,
    CONSTRAINT a_channel_is_known CHECK (channel IN ('MAIL', 'DIGEST', 'WEBHOOK')),
    CONSTRAINT news_go_once_to_each_place UNIQUE (news, channel, target),
    CONSTRAINT what_is_delivered_is_not_tried_again CHECK (delivered_at IS NULL OR next_attempt IS NULL)
);
CREATE INDEX outbox_due ON outbox (channel, next_attempt) WHERE next_attempt IS NOT NULL;
CREATE INDEX outbox_by_target ON outbox (channel, target);

CREATE TABLE delivery_attempt (
    id     uuid PRIMARY KEY DEFAULT uuidv7(),
    outbox uuid NOT NULL REFERENCES outbox ON DELETE CASCADE,
    at     timestamptz NOT NULL,
    status integer,
    error  text
);
CREATE INDEX delivery_attempt_by_outbox ON delivery_attempt (outbox);
