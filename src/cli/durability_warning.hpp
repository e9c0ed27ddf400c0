#pragma once
// Says aloud, on the console and in the log, when the database server is set up so that what was acknowledged
// can be lost. It does not stop the program: a test machine may want it so.

#include "base/log.hpp"
#include "store/database.hpp"

#include <iosfwd>

namespace cli {

void warn_of_durability(store::Database& database, std::ostream& out, base::Logger& log);

}  // namespace cli
