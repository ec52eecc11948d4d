-- What exists. Capacity is the healthy devices of a flavor; nothing else counts.
CREATE TABLE node (
    name text PRIMARY KEY
);

CREATE TABLE device (
    id            uuid PRIMARY KEY DEFAULT uuidv7(),
    node          text NOT NULL REFERENCES node,
    gpu_index     integer NOT NULL,
    uuid          text NOT NULL,
    instance      text NOT NULL DEFAULT '',
    model         text NOT NULL,
    flavor        text NOT NULL REFERENCES flavor,
    health        text NOT NULL DEFAULT 'HEALTHY',
    health_reason text,
    health_since  timestamptz NOT NULL,
    CONSTRAINT a_device_is_healthy_or_says_why CHECK (
        (health = 'HEALTHY' AND health_reason IS NULL) OR (health = 'UNHEALTHY' AND health_reason IS NOT NULL)),
    CONSTRAINT one_device_per_identity UNIQUE (uuid, instance)
);
CREATE INDEX device_by_flavor ON device (flavor);
