#include "document/sheets/cell_place.hpp"

#include <fmt/format.h>

namespace document::sheets {

std::string column_name(std::uint32_t column) {
    std::string out;
    for (std::uint32_t left = column + 1; left > 0; left = (left - 1) / 26) {
        out.insert(out.begin(), static_cast<char>('A' + (left - 1) % 26));
    }
    return out;
}

std::string name_of(CellPlace place) {
    return fmt::format("{}{}", column_name(place.column), place.row + 1);
}

std::optional<CellPlace> place_of(std::string_view name) {
    std::uint32_t column = 0;
    std::uint32_t row = 0;
    std::size_t at = 0;
    for (; at < name.size() && name[at] >= 'A' && name[at] <= 'Z'; ++at) {
        column = column * 26 + static_cast<std::uint32_t>(name[at] - 'A') + 1;
        if (column > kColumnsMost) return {};
    }
    if (at == 0 || at == name.size() || name[at] == '0') return {};
    for (; at < name.size(); ++at) {
        if (name[at] < '0' || name[at] > '9') return {};
        row = row * 10 + static_cast<std::uint32_t>(name[at] - '0');
        if (row > kRowsMost) return {};
    }
    return CellPlace{row - 1, column - 1};
}

std::size_t utf16_length(std::string_view text) {
    std::size_t length = 0;
    for (const char letter : text) {
        const auto byte = static_cast<unsigned char>(letter);
        if ((byte & 0xc0U) != 0x80) length += byte >= 0xf0 ? 2 : 1;
    }
    return length;
}

}  // namespace document::sheets
