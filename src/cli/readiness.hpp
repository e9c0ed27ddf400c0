#pragma once
// Whether people should be sent here: the database answers, has this program's shape and belongs to this key,
// there is room to write, and nobody has told the program to stop. Promise: asked as often as one likes,
// looks once a second; never says more than which check and one word. Thread rule: safe from any thread.

#include "base/log.hpp"
#include "guard/key_ring.hpp"
#include "store/database.hpp"
#include "store/migration.hpp"
#include "web/web_desk.hpp"

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <mutex>
#include <optional>
#include <vector>

namespace cli {

class ReadinessCheck {
public:
    // Less room than this, and writes are about to fail.
    static constexpr std::uintmax_t kRoomMin = 32 * 1024 * 1024;

    // All outlive it. `data` is the data directory.
    ReadinessCheck(store::Database& database, const guard::KeyRing& keys, const base::Clock& clock,
                   std::filesystem::path data, std::vector<store::Migration> migrations, base::Logger& log,
                   std::uintmax_t room_min = kRoomMin)
        : database_(database),
          keys_(keys),
          clock_(clock),
          data_(std::move(data)),
          migrations_(std::move(migrations)),
          log_(log),
          room_min_(room_min) {}

    web::Readiness now();
    void begin_stop() { stopping_ = true; }

private:
    web::Readiness look();
    void note_change(const web::Readiness& readiness);

    store::Database& database_;
    const guard::KeyRing& keys_;
    const base::Clock& clock_;
    std::filesystem::path data_;
    std::vector<store::Migration> migrations_;
    base::Logger& log_;
    std::uintmax_t room_min_;
    std::atomic<bool> stopping_ = false;

    std::mutex looking_;
    std::optional<base::Time> looked_at_;
    web::Readiness last_;
    bool was_ready_ = true;
};

}  // namespace cli
