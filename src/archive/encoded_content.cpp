#include "archive/encoded_content.hpp"

#include <algorithm>
#include <bit>
#include <type_traits>
#include <utility>
#include <variant>

namespace archive {
namespace {

using base::ProblemCode;

enum class Kind : std::uint8_t { null = 0, integer = 1, real = 2, text = 3, bytes = 4 };

constexpr std::uint32_t kForm = 1;
constexpr std::uint8_t kRowMark = 0x52;
constexpr std::uint8_t kEndMark = 0x45;
constexpr std::uint32_t kNameMost = 100;
constexpr std::uint32_t kTextMost = 1000;
constexpr std::uint32_t kTablesMost = 1000;
constexpr std::uint32_t kColumnsMost = 500;
constexpr std::uint32_t kMigrationsMost = 10000;
// Far above what any form takes; a larger value is a mistake before it is a memory.
constexpr std::uint32_t kValueMost = 64 * 1024 * 1024;
constexpr std::size_t kPieceBytes = 65536;

template <class Number>
void put(base::Bytes& out, Number number) {
    auto rest = static_cast<std::make_unsigned_t<Number>>(number);
    for (std::size_t index = 0; index < sizeof number; ++index) {
        out.push_back(static_cast<std::uint8_t>(rest & 0xFFU));
        if constexpr (sizeof number > 1) rest >>= 8U;
    }
}

void put_bytes(base::Bytes& out, base::ByteView bytes) {
    put(out, static_cast<std::uint32_t>(bytes.size()));
    out.insert(out.end(), bytes.begin(), bytes.end());
}

void put_text(base::Bytes& out, std::string_view text) {
    put_bytes(out, base::bytes_of(text));
}

void put_kind(base::Bytes& out, Kind kind) {
    out.push_back(static_cast<std::uint8_t>(kind));
}

void put_value(base::Bytes& out, const store::Value& value) {
    std::visit(
        [&](const auto& held) {
            using T = std::decay_t<decltype(held)>;
            if constexpr (std::is_same_v<T, std::monostate>) {
                put_kind(out, Kind::null);
            } else if constexpr (std::is_same_v<T, std::int64_t>) {
                put_kind(out, Kind::integer);
                put(out, held);
            } else if constexpr (std::is_same_v<T, double>) {
                put_kind(out, Kind::real);
                put(out, std::bit_cast<std::uint64_t>(held));
            } else if constexpr (std::is_same_v<T, std::string>) {
                put_kind(out, Kind::text);
                put_text(out, held);
            } else {
                put_kind(out, Kind::bytes);
                put_bytes(out, held);
            }
        },
        value);
}

bool fits(const std::vector<store::Value>& row) {
    return std::ranges::all_of(row, [](const store::Value& value) {
        if (const auto* text = std::get_if<std::string>(&value)) return text->size() <= kValueMost;
        if (const auto* bytes = std::get_if<base::Bytes>(&value)) return bytes->size() <= kValueMost;
        return true;
    });
}

base::Bytes encoded(const Manifest& manifest) {
    base::Bytes out;
    put(out, kForm);
    put(out, manifest.made_at.microseconds());
    put_text(out, manifest.program);
    put(out, static_cast<std::uint32_t>(manifest.migrations.size()));
    for (const store::AppliedMigration& migration : manifest.migrations) {
        put(out, migration.number);
        put_text(out, migration.checksum);
    }
    put(out, manifest.audit.rows);
    put(out, manifest.audit.first_bad_row.value_or(0));
    put_text(out, manifest.audit.reason);
    put(out, static_cast<std::uint32_t>(manifest.tables.size()));
    for (const TableContent& table : manifest.tables) {
        put_text(out, table.name);
        put(out, static_cast<std::uint32_t>(table.columns.size()));
        for (const std::string& column : table.columns) put_text(out, column);
        put(out, table.rows);
    }
    return out;
}

tl::unexpected<base::Problem> damaged(const char* what) {
    return base::fail(ProblemCode::backup_damaged, what);
}

}  // namespace

base::Bytes encoded_row(const std::vector<store::Value>& row) {
    base::Bytes out;
    for (const store::Value& value : row) put_value(out, value);
    return out;
}

base::Result<Manifest> write_content(Content& content, ByteSink& sink, const Progress& progress) {
    auto manifest = content.begin();
    if (!manifest) return base::fail(manifest.error());
    const std::int64_t total = manifest->rows();
    std::int64_t done = 0;
    if (auto written = sink.write(encoded(*manifest)); !written) return base::fail(written.error());
    auto read = content.read([&](const TableContent& table, const Batch& rows) -> base::Done {
        for (const std::vector<store::Value>& row : rows) {
            if (!fits(row)) return base::fail(ProblemCode::too_large, "a value in " + table.name);
            base::Bytes bytes{kRowMark};
            for (const store::Value& value : row) put_value(bytes, value);
            if (auto written = sink.write(bytes); !written) return written;
        }
        done += static_cast<std::int64_t>(rows.size());
        return progress(done, total);
    });
    if (!read) return base::fail(read.error());
    if (auto written = sink.write(base::Bytes{kEndMark}); !written) return base::fail(written.error());
    return std::move(*manifest);
}

// --- Reading ---

base::Result<Manifest> EncodedContent::begin() {
    buffer_.clear();
    used_ = 0;
    ended_ = false;
    manifest_ = {};
    if (auto back = source_.rewind(); !back) return base::fail(back.error());
    if (auto taken = take_manifest(); !taken) return base::fail(taken.error());
    return manifest_;
}

base::Done EncodedContent::read(const TakeBatch& take) {
    for (const TableContent& table : manifest_.tables) {
        if (auto done = read_table(table, take); !done) return done;
    }
    const auto mark = take_byte();
    if (!mark) return base::fail(mark.error());
    if (*mark != kEndMark) return damaged("more rows than it says");
    if (auto filled = fill(1); filled) return damaged("something after its end");
    if (!ended_) return damaged("no end");
    return {};
}

base::Done EncodedContent::read_table(const TableContent& table, const TakeBatch& take) {
    Batch batch;
    std::size_t bytes = 0;
    for (std::int64_t row = 0; row < table.rows; ++row) {
        const auto mark = take_byte();
        if (!mark) return base::fail(mark.error());
        if (*mark != kRowMark) return damaged("fewer rows than it says");
        std::vector<store::Value> values;
        values.reserve(table.columns.size());
        for (std::size_t column = 0; column < table.columns.size(); ++column) {
            auto value = take_value();
            if (!value) return base::fail(value.error());
            values.push_back(std::move(*value));
        }
        bytes += size_of(values);
        batch.push_back(std::move(values));
        if (batch.size() < kBatchRows && bytes < kBatchBytes) continue;
        if (auto taken = take(table, batch); !taken) return taken;
        batch.clear();
        bytes = 0;
    }
    if (batch.empty()) return {};
    return take(table, batch);
}

// At least `wanted` unread bytes in the buffer; they are asked for piece by piece, so that a length that is
// not true costs no memory.
base::Done EncodedContent::fill(std::size_t wanted) {
    if (used_ > kPieceBytes) {
        buffer_.erase(buffer_.begin(), buffer_.begin() + static_cast<std::ptrdiff_t>(used_));
        used_ = 0;
    }
    while (buffer_.size() - used_ < wanted) {
        if (ended_) return damaged("cut short");
        const std::size_t held = buffer_.size();
        buffer_.resize(held + kPieceBytes);
        const auto got = source_.read(std::span(buffer_).subspan(held));
        buffer_.resize(held + (got ? *got : 0));
        if (!got) return base::fail(got.error());
        if (*got == 0) ended_ = true;
    }
    return {};
}

base::Result<base::ByteView> EncodedContent::take_bytes(std::size_t size) {
    if (auto filled = fill(size); !filled) return base::fail(filled.error());
    const base::ByteView view = base::ByteView(buffer_).subspan(used_, size);
    used_ += size;
    return view;
}

base::Result<std::uint8_t> EncodedContent::take_byte() {
    return take_bytes(1).map([](base::ByteView bytes) { return bytes[0]; });
}

base::Result<std::uint32_t> EncodedContent::take_length(std::uint32_t most) {
    const auto bytes = take_bytes(4);
    if (!bytes) return base::fail(bytes.error());
    std::uint32_t length = 0;
    for (std::size_t index = 4; index-- > 0;) length = (length << 8U) | (*bytes)[index];
    if (length > most) return damaged("a length beyond what any backup holds");
    return length;
}

base::Result<std::int64_t> EncodedContent::take_number() {
    const auto bytes = take_bytes(8);
    if (!bytes) return base::fail(bytes.error());
    std::uint64_t number = 0;
    for (std::size_t index = 8; index-- > 0;) number = (number << 8U) | (*bytes)[index];
    return static_cast<std::int64_t>(number);
}

base::Result<std::string> EncodedContent::take_text(std::uint32_t most) {
    const auto length = take_length(most);
    if (!length) return base::fail(length.error());
    return take_bytes(*length).map([](base::ByteView bytes) { return std::string(base::text_of(bytes)); });
}

base::Result<store::Value> EncodedContent::take_value() {
    const auto kind = take_byte();
    if (!kind) return base::fail(kind.error());
    const auto as_value = [](auto held) { return store::Value(std::move(held)); };
    switch (static_cast<Kind>(*kind)) {
        case Kind::null: return store::Value{};
        case Kind::integer: return take_number().map(as_value);
        case Kind::real:
            return take_number().map(
                [](std::int64_t bits) { return store::Value(std::bit_cast<double>(bits)); });
        case Kind::text: return take_text(kValueMost).map(as_value);
        case Kind::bytes: {
            const auto length = take_length(kValueMost);
            if (!length) return base::fail(length.error());
            return take_bytes(*length).map([](base::ByteView bytes) { return store::value(bytes); });
        }
    }
    return damaged("a value of an unknown kind");
}

base::Result<TableContent> EncodedContent::take_table() {
    TableContent table;
    auto name = take_text(kNameMost);
    if (!name) return base::fail(name.error());
    table.name = std::move(*name);
    const auto columns = take_length(kColumnsMost);
    if (!columns) return base::fail(columns.error());
    for (std::uint32_t index = 0; index < *columns; ++index) {
        auto column = take_text(kNameMost);
        if (!column) return base::fail(column.error());
        table.columns.push_back(std::move(*column));
    }
    const auto rows = take_number();
    if (!rows) return base::fail(rows.error());
    if (*rows < 0) return damaged("fewer than no rows");
    table.rows = *rows;
    return table;
}

base::Done EncodedContent::take_manifest() {
    const auto form = take_length(UINT32_MAX);
    if (!form) return base::fail(form.error());
    if (*form != kForm) return base::fail(ProblemCode::database_newer, "a backup of a later form");
    const auto made_at = take_number();
    if (!made_at) return base::fail(made_at.error());
    manifest_.made_at = base::Time(*made_at);
    auto program = take_text(kNameMost);
    if (!program) return base::fail(program.error());
    manifest_.program = std::move(*program);
    const auto migrations = take_length(kMigrationsMost);
    if (!migrations) return base::fail(migrations.error());
    for (std::uint32_t index = 0; index < *migrations; ++index) {
        const auto number = take_number();
        if (!number) return base::fail(number.error());
        auto checksum = take_text(kNameMost);
        if (!checksum) return base::fail(checksum.error());
        manifest_.migrations.push_back({.number = *number, .checksum = std::move(*checksum)});
    }
    const auto audit_rows = take_number();
    if (!audit_rows) return base::fail(audit_rows.error());
    const auto bad_row = take_number();
    if (!bad_row) return base::fail(bad_row.error());
    auto reason = take_text(kTextMost);
    if (!reason) return base::fail(reason.error());
    manifest_.audit.rows = *audit_rows;
    manifest_.audit.reason = std::move(*reason);
    if (!manifest_.audit.reason.empty()) manifest_.audit.first_bad_row = *bad_row;
    const auto tables = take_length(kTablesMost);
    if (!tables) return base::fail(tables.error());
    for (std::uint32_t index = 0; index < *tables; ++index) {
        auto table = take_table();
        if (!table) return base::fail(table.error());
        manifest_.tables.push_back(std::move(*table));
    }
    return {};
}

}  // namespace archive
