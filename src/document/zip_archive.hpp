#pragma once
// The container of DOCX and XLSX, in memory. Written, it holds no time and no order but the caller's, so that
// the same files give the same bytes. Read, it is a stranger's: every limit holds before anything is
// unpacked. Safe from any thread.

#include "base/bytes.hpp"
#include "base/result.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace document {

struct ZipEntry {
    std::string name;
    base::Bytes bytes;
};

base::Bytes zip_of(const std::vector<ZipEntry>& entries);

struct ZipLimits {
    std::uint64_t packed_bytes_most = 20UL << 20;
    std::uint64_t entry_bytes_most = 64UL << 20;  // unpacked
    std::uint64_t all_bytes_most = 128UL << 20;   // unpacked, all entries that are read
    std::uint64_t entries_most = 1000;
};

// A reader looks into its caller's bytes.
class ZipReader {
public:
    // Problems, invalid_file with the field "file": too_large, not_a_zip, too_many_entries, encrypted,
    // entry_twice.
    static base::Result<ZipReader> open(base::ByteView bytes, const ZipLimits& limits = {});

    ZipReader(ZipReader&&) noexcept;
    ZipReader& operator=(ZipReader&&) noexcept;
    ~ZipReader();

    bool has(std::string_view name) const;
    // Problems, invalid_file with the entry's name as field: part_missing, too_large, damaged.
    base::Result<std::string> read(std::string_view name);

private:
    struct State;
    explicit ZipReader(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace document
