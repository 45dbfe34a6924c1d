CREATE TABLE conversation (
  id     TEXT PRIMARY KEY,
  memory TEXT NOT NULL,
  seen   INTEGER NOT NULL
);
CREATE INDEX conversation_seen ON conversation (seen);
