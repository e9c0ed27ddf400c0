#pragma once
// The published tables in tests/estimation, for measuring.

#include "engines/estimation/capture_table_csv.hpp"

#include <fstream>
#include <sstream>
#include <stdexcept>
#include <string>

namespace bench {

inline estimation::CaptureTable published(const std::string& name) {
    std::ifstream file(WAYMARK_SOURCE_DIR "/tests/estimation/" + name + ".csv");
    std::stringstream text;
    text << file.rdbuf();
    auto table = estimation::read_capture_table(text.str());
    if (!table) throw std::runtime_error(name + ": " + base::to_text(table.error()));
    return *table;
}

}  // namespace bench
