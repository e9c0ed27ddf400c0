#pragma once
// The rows of a table in a few bytes, whatever order they come in: equal for the same rows. The sum of a hash
// of each, so that a row that is missing, changed or there twice shows. Against mistakes, not against
// somebody who chooses the rows; a backup is sealed against those. Plain value.

#include "store/value.hpp"

#include <array>
#include <cstdint>
#include <vector>

namespace archive {

class RowsDigest {
public:
    void add(const std::vector<store::Value>& row);
    std::int64_t rows() const { return rows_; }

    friend bool operator==(const RowsDigest&, const RowsDigest&) = default;

private:
    std::int64_t rows_ = 0;
    std::array<std::uint64_t, 4> sum_{};
};

}  // namespace archive
