#pragma once
// How much processor time was used, by this process and by the database together: for PostgreSQL that of
// every process of the server, its writers included, as Linux counts it in /proc. One thread.

#include "store/database.hpp"

#include <string>

namespace speed {

class CpuMeter {
public:
    // Finds the server's processes when `database` is PostgreSQL. Throws when it is on another machine.
    explicit CpuMeter(store::Database& database);

    void begin();
    // Since begin(), in microseconds. What reading the counters costs is not counted.
    double end() const;

private:
    double of_server() const;

    long postmaster_ = 0;  // 0: the database runs in this process
    double server_ = 0;
    double own_ = 0;
};

}  // namespace speed
