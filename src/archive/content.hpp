#pragma once
// All rows of a database, table by table, wherever they come from: a database (database_content.hpp) or a
// backup (encoded_content.hpp). Promise: rows come in batches of bounded size, so that memory does not grow
// with the database. Thread rule: one thread.

#include "archive/manifest.hpp"
#include "base/result.hpp"
#include "store/value.hpp"

#include <functional>
#include <vector>

namespace archive {

using Batch = std::vector<std::vector<store::Value>>;
using TakeBatch = std::function<base::Done(const TableContent& table, const Batch& rows)>;

// A batch ends when it has so much.
inline constexpr std::size_t kBatchRows = 500;
inline constexpr std::size_t kBatchBytes = 1024 * 1024;

class Content {
public:
    virtual ~Content() = default;

    // From the beginning, also when it was read before: a transaction may have to be run again.
    virtual base::Result<Manifest> begin() = 0;
    // Every row once, after begin(). What `take` refuses ends it. Promise: where it succeeds, each table gave
    // as many rows as the manifest says.
    virtual base::Done read(const TakeBatch& take) = 0;
};

// How far it is; a problem stops it. Called often.
using Progress = std::function<base::Done(std::int64_t rows_done, std::int64_t rows_total)>;

std::size_t size_of(const std::vector<store::Value>& row);

}  // namespace archive
