#include "store/postgres_copy.hpp"

#include "base/encoding.hpp"

#include <fmt/format.h>

#include <type_traits>
#include <variant>

namespace store {
namespace {

void append_escaped(std::string& lines, std::string_view text) {
    for (const char letter : text) {
        switch (letter) {
            case '\\': lines += "\\\\"; break;
            case '\n': lines += "\\n"; break;
            case '\r': lines += "\\r"; break;
            case '\t': lines += "\\t"; break;
            default: lines += letter;
        }
    }
}

void append_value(std::string& lines, const Value& value) {
    std::visit(
        [&](const auto& held) {
            using T = std::decay_t<decltype(held)>;
            if constexpr (std::is_same_v<T, std::monostate>) {
                lines += "\\N";
            } else if constexpr (std::is_same_v<T, base::Bytes>) {
                lines += "\\\\x" + base::to_hex(held);
            } else if constexpr (std::is_same_v<T, std::string>) {
                append_escaped(lines, held);
            } else {
                lines += fmt::format("{}", held);  // a real in the shortest form that reads back the same
            }
        },
        value);
}

}  // namespace

std::string copy_statement(std::string_view table, const ColumnNames& columns) {
    std::string sql = "copy " + std::string(table) + " (";
    for (std::size_t index = 0; index < columns.size(); ++index) {
        sql += (index == 0 ? "" : ", ") + columns[index];
    }
    return sql + ") from stdin";
}

void append_copy_line(std::string& lines, const std::vector<Value>& row) {
    for (std::size_t index = 0; index < row.size(); ++index) {
        if (index > 0) lines += '\t';
        append_value(lines, row[index]);
    }
    lines += '\n';
}

}  // namespace store
