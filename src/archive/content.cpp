#include "archive/content.hpp"

#include <variant>

namespace archive {

std::int64_t Manifest::rows() const {
    std::int64_t sum = 0;
    for (const TableContent& table : tables) sum += table.rows;
    return sum;
}

std::size_t size_of(const std::vector<store::Value>& row) {
    std::size_t sum = 0;
    for (const store::Value& value : row) {
        sum += sizeof value;
        if (const auto* text = std::get_if<std::string>(&value)) sum += text->size();
        if (const auto* bytes = std::get_if<base::Bytes>(&value)) sum += bytes->size();
    }
    return sum;
}

}  // namespace archive
