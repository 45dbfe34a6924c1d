CREATE TABLE product (
  id       TEXT PRIMARY KEY,
  name     TEXT NOT NULL,
  category TEXT NOT NULL,
  price    INTEGER NOT NULL,
  was      INTEGER
);
CREATE TABLE variant (
  id      TEXT PRIMARY KEY,
  product TEXT NOT NULL REFERENCES product (id),
  stock   INTEGER NOT NULL CHECK (stock >= 0)
);
CREATE TABLE session (
  id         TEXT PRIMARY KEY,
  country    TEXT NOT NULL,
  changed_at INTEGER NOT NULL
);
CREATE TABLE cart_line (
  position INTEGER PRIMARY KEY AUTOINCREMENT,
  id       TEXT NOT NULL UNIQUE,
  session  TEXT NOT NULL REFERENCES session (id) ON DELETE CASCADE,
  variant  TEXT NOT NULL,
  quantity INTEGER NOT NULL CHECK (quantity > 0),
  UNIQUE (session, variant)
);
-- Answers already given, so that the same request sent twice is answered twice and done once.
CREATE TABLE deed (
  session TEXT NOT NULL,
  key     TEXT NOT NULL,
  request TEXT NOT NULL,
  status  INTEGER NOT NULL,
  answer  TEXT NOT NULL,
  at      INTEGER NOT NULL,
  PRIMARY KEY (session, key)
);
CREATE INDEX deed_at ON deed (at);
CREATE TABLE placed_order (
  number  INTEGER PRIMARY KEY AUTOINCREMENT,
  session TEXT NOT NULL,
  body    TEXT NOT NULL,
  at      INTEGER NOT NULL
);
INSERT INTO sqlite_sequence (name, seq) VALUES ('placed_order', 20416);
