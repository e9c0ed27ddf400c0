#include "base/csv_writer.hpp"

namespace base {

void CsvWriter::add_record(std::span<const std::string> fields) {
    for (std::size_t place = 0; place < fields.size(); ++place) add_field(fields[place], place == 0);
    text_ += '\n';
}

void CsvWriter::add_record(std::initializer_list<std::string_view> fields) {
    bool first = true;
    for (const std::string_view field : fields) {
        add_field(field, first);
        first = false;
    }
    text_ += '\n';
}

void CsvWriter::add_field(std::string_view field, bool first) {
    if (!first) text_ += ',';
    if (field.find_first_of(",\"\r\n") == std::string_view::npos) {
        text_ += field;
        return;
    }
    text_ += '"';
    for (const char letter : field) {
        if (letter == '"') text_ += '"';
        text_ += letter;
    }
    text_ += '"';
}

}  // namespace base
