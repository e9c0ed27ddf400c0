#pragma once
// The content of a database, read in one snapshot. Only the tables that this program's migrations made; what
// else an administrator put beside them is not Waymark's. Thread rule: as the session.

#include "archive/content.hpp"
#include "base/crypto/sealing_key.hpp"
#include "store/database.hpp"
#include "store/migration.hpp"
#include "store/table_shape.hpp"

#include <functional>
#include <string>
#include <vector>

namespace archive {

// The rows of one table in the order of its key, in pages; the answer is how many there were.
base::Result<std::int64_t> read_table(store::ReadSession& session, const store::TableShape& shape,
                                      const std::function<base::Done(const Batch& rows)>& take);

class DatabaseContent final : public Content {
public:
    // All outlive it. `migrations` are the program's; the database may lack the newest of them.
    DatabaseContent(store::ReadSession& session, store::Engine engine,
                    const std::vector<store::Migration>& migrations,
                    const base::crypto::SealingKey& audit_key, Made made);

    // Problems: not_found (no migration was ever run), database_newer, data_damaged.
    base::Result<Manifest> begin() override;
    base::Done read(const TakeBatch& take) override;

private:
    store::ReadSession& session_;
    store::Engine engine_;
    const std::vector<store::Migration>& migrations_;
    const base::crypto::SealingKey& audit_key_;
    Made made_;
    std::vector<store::TableShape> shapes_;
    Manifest manifest_;
};

}  // namespace archive
