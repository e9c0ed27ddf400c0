#include "archive/rows_digest.hpp"

#include "archive/encoded_content.hpp"
#include "base/crypto/keyed_hash.hpp"

#include <cstring>

namespace archive {

void RowsDigest::add(const std::vector<store::Value>& row) {
    const base::crypto::Digest digest = base::crypto::hash(encoded_row(row));
    std::array<std::uint64_t, 4> words{};
    static_assert(sizeof words == sizeof digest);
    std::memcpy(words.data(), digest.data(), sizeof words);
    for (std::size_t index = 0; index < words.size(); ++index) sum_.at(index) += words.at(index);
    ++rows_;
}

}  // namespace archive
