#include "engines/estimation/tables_for_test.hpp"

#include "base/csv_reader.hpp"
#include "engines/estimation/capture_table_csv.hpp"

#include <fstream>
#include <sstream>
#include <stdexcept>

namespace estimation {
namespace {

std::string contents(const std::string& name) {
    const std::string path = WAYMARK_SOURCE_DIR "/tests/estimation/" + name + ".csv";
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    if (!file) throw std::runtime_error("cannot read " + path);
    return text.str();
}

}  // namespace

CaptureTable published(const std::string& name) {
    const auto table = read_capture_table(contents(name));
    if (!table) throw std::runtime_error(name + ": " + base::to_text(table.error()));
    return *table;
}

std::vector<NamedRow> named_rows(const std::string& name) {
    const std::string text = contents(name);
    base::CsvReader reader(text);
    const auto fields = reader.read_header();
    if (!fields) throw std::runtime_error(name + ": " + base::to_text(fields.error()));
    std::vector<std::string> header;
    for (const base::CsvField& field : *fields) header.emplace_back(field.text);
    std::vector<NamedRow> rows;
    std::vector<base::CsvField> row;
    while (true) {
        const auto more = reader.next(row);
        if (!more) throw std::runtime_error(name + ": " + base::to_text(more.error()));
        if (!*more) return rows;
        rows.emplace_back();
        for (std::size_t column = 0; column < header.size(); ++column) {
            rows.back()[header[column]] = std::string(row[column].text);
        }
    }
}

std::vector<std::string> parts_of(std::string_view text, char between) {
    std::vector<std::string> parts;
    while (!text.empty()) {
        const std::size_t end = text.find(between);
        if (end != 0) parts.emplace_back(text.substr(0, end));
        if (end == std::string_view::npos) break;
        text.remove_prefix(end + 1);
    }
    return parts;
}

}  // namespace estimation
