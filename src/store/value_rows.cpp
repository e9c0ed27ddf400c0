#include "store/value_rows.hpp"

namespace store {

std::string value_rows(std::size_t rows, std::size_t columns) {
    std::string places;
    std::size_t number = 0;
    for (std::size_t row = 0; row < rows; ++row) {
        places += row == 0 ? "(" : ", (";
        for (std::size_t column = 0; column < columns; ++column) {
            places += (column == 0 ? "$" : ", $") + std::to_string(++number);
        }
        places += ")";
    }
    return places;
}

}  // namespace store
