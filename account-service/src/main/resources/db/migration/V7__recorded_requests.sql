-- The newest requests of each account, for its merchant to look at. What of them may be told; the services leave the rest out before they
-- tell of them.
CREATE TABLE recorded_requests (
    account_id    text NOT NULL,
    id            text NOT NULL CHECK (id ~ '^rqst(_test)?_[0-9a-z]+$'),
    livemode      boolean NOT NULL,
    answered_at   timestamptz NOT NULL,
    duration_ms   bigint NOT NULL CHECK (duration_ms >= 0),
    method        text NOT NULL CHECK (method ~ '^[A-Z]{1,16}$'),
    path          text NOT NULL CHECK (length(path) <= 1024),
    query         text NOT NULL CHECK (octet_length(query) <= 2048),
    body          text NOT NULL CHECK (octet_length(body) <= 2048),
    answer        text NOT NULL CHECK (octet_length(answer) <= 2048),
    status        integer NOT NULL CHECK (status BETWEEN 100 AND 599),
    request_id    text CHECK (length(request_id) <= 64),
    key_kind      text NOT NULL CHECK (key_kind IN ('public', 'secret')),
    key_last_four text NOT NULL CHECK (length(key_last_four) <= 4),
    error_code    text CHECK (length(error_code) <= 64),
    error_message text CHECK (length(error_message) <= 256),
    -- Serves the list, one request, and the deletion of what is older than the newest thousand: ids sort by time.
    PRIMARY KEY (account_id, id)
);
