// Any bytes as the content of a backup, and as a recovery key that somebody typed: refused or read, never a
// crash, and never more memory than there are bytes.

#include "archive/encoded_content.hpp"
#include "archive/recovery_key.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>

namespace {

class Memory final : public archive::ByteSource {
public:
    explicit Memory(base::ByteView bytes) : bytes_(bytes) {}
    base::Result<std::size_t> read(std::span<std::uint8_t> into) override {
        const std::size_t part = std::min(into.size(), bytes_.size() - used_);
        std::copy_n(bytes_.begin() + static_cast<std::ptrdiff_t>(used_), part, into.begin());
        used_ += part;
        return part;
    }
    base::Done rewind() override {
        used_ = 0;
        return {};
    }

private:
    base::ByteView bytes_;
    std::size_t used_ = 0;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    Memory source({data, size});
    archive::EncodedContent content(source);
    if (const auto manifest = content.begin()) {
        std::int64_t rows = 0;
        const auto read = content.read([&](const archive::TableContent& table, const archive::Batch& batch) {
            rows += static_cast<std::int64_t>(batch.size());
            for (const auto& row : batch) {
                if (row.size() != table.columns.size()) std::abort();
            }
            return base::Done{};
        });
        if (read && rows != manifest->rows()) std::abort();
    }
    if (const auto key = archive::RecoveryKey::from_text(base::text_of({data, size}))) {
        if (!archive::RecoveryKey::from_text(key->text().expose())) std::abort();
    }
    return 0;
}
