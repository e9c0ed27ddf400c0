#pragma once
// What filling a whole database asks of each engine beyond inserting rows: telling whether it is empty, and
// letting a row refer to one of its own table that comes later. Thread rule: as the session.

#include "base/result.hpp"
#include "store/database.hpp"
#include "store/session.hpp"

namespace store {

// Whether nothing is in it: no table, but perhaps the list of migrations without a row and, on PostgreSQL,
// the writers' turns (writer_turn.hpp), which every program that looks at a new database makes.
base::Result<bool> is_empty(ReadSession& session, Engine engine);

// Whether another Waymark is connected to this database now. Of SQLite the lock beside the file tells.
base::Result<bool> is_served(ReadSession& session, Engine engine);

// Between the two, references within a table are not checked; the second checks them all. Problem of the
// second: still_referenced, for a row that refers to one that is not there.
base::Done begin_bulk_load(WriteSession& session, Engine engine);
base::Done end_bulk_load(WriteSession& session, Engine engine);

}  // namespace store
