#pragma once
// Content as bytes and back: what stands inside a backup (docs/decisions, "The form of a backup"). Numbers
// are little-endian; a length is 32 bits and the bytes follow. First the manifest, then the rows of each
// table in its order, as many as the manifest says, each value with its kind before it; then one closing mark
// and nothing more. The reader takes any bytes: what is not this form is refused, and no length makes it hold
// more than the bytes that are there. Thread rule: one thread.

#include "archive/byte_stream.hpp"
#include "archive/content.hpp"

namespace archive {

// Problems: those of the content and the sink; too_large (a value that no backup takes).
base::Result<Manifest> write_content(Content& content, ByteSink& sink, const Progress& progress);

// One row as bytes: equal for equal rows, whatever database they came from.
base::Bytes encoded_row(const std::vector<store::Value>& row);

class EncodedContent final : public Content {
public:
    explicit EncodedContent(ByteSource& source) : source_(source) {}

    // Problem: backup_damaged.
    base::Result<Manifest> begin() override;
    base::Done read(const TakeBatch& take) override;

private:
    ByteSource& source_;
    Manifest manifest_;
    base::Bytes buffer_;
    std::size_t used_ = 0;
    bool ended_ = false;

    base::Done read_table(const TableContent& table, const TakeBatch& take);
    base::Done fill(std::size_t wanted);
    base::Result<base::ByteView> take_bytes(std::size_t size);
    base::Result<std::uint8_t> take_byte();
    base::Result<std::uint32_t> take_length(std::uint32_t most);
    base::Result<std::int64_t> take_number();
    base::Result<std::string> take_text(std::uint32_t most);
    base::Result<store::Value> take_value();
    base::Result<TableContent> take_table();
    base::Done take_manifest();
};

}  // namespace archive
