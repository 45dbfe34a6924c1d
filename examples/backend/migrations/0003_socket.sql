-- Conversations over the socket: what lets one go on after it has left the memory.
CREATE TABLE room (
  id      TEXT PRIMARY KEY,
  store   TEXT NOT NULL,
  session TEXT NOT NULL,
  -- The conversation of the agent.
  dialog  TEXT,
  -- The number of the last frame.
  seq     INTEGER NOT NULL,
  seen    INTEGER NOT NULL
);
CREATE INDEX room_seen ON room (seen);
-- Carts of stores that have none of their own.
CREATE TABLE session_cart (
  store   TEXT NOT NULL,
  session TEXT NOT NULL,
  body    TEXT NOT NULL,
  seen    INTEGER NOT NULL,
  PRIMARY KEY (store, session)
);
CREATE INDEX session_cart_seen ON session_cart (seen);
