#include "store/postgres_values.hpp"

#include <bit>
#include <cstring>
#include <memory>
#include <numeric>
#include <utility>
#include <variant>

namespace store {
namespace {

// Object ids of pg_type, fixed since PostgreSQL 7.
constexpr Oid kBool = 16;
constexpr Oid kBytea = 17;
constexpr Oid kInt8 = 20;
constexpr Oid kInt2 = 21;
constexpr Oid kInt4 = 23;
constexpr Oid kFloat8 = 701;

// PostgreSQL's binary integers are big-endian.
template <class Integer>
Integer big_endian(Integer number) {
    if constexpr (std::endian::native == std::endian::little) {
        std::array<std::uint8_t, sizeof(Integer)> bytes{};
        std::memcpy(bytes.data(), &number, sizeof number);
        for (std::size_t index = 0; index < bytes.size() / 2; ++index) {
            std::swap(bytes[index], bytes[bytes.size() - 1 - index]);
        }
        std::memcpy(&number, bytes.data(), sizeof number);
    }
    return number;
}

template <class Integer>
Integer read_integer(const char* raw) {
    Integer number{};
    std::memcpy(&number, raw, sizeof number);
    return big_endian(number);
}

Value value_of(const PGresult* result, int row, int column) {
    if (PQgetisnull(result, row, column) != 0) return {};
    const char* raw = PQgetvalue(result, row, column);
    const auto size = static_cast<std::size_t>(PQgetlength(result, row, column));
    switch (PQftype(result, column)) {
        case kInt8: return read_integer<std::int64_t>(raw);
        case kInt4: return std::int64_t{read_integer<std::int32_t>(raw)};
        case kInt2: return std::int64_t{read_integer<std::int16_t>(raw)};
        case kBool: return std::int64_t{raw[0] != 0 ? 1 : 0};
        case kFloat8: return std::bit_cast<double>(read_integer<std::int64_t>(raw));
        case kBytea: {
            const auto* bytes = reinterpret_cast<const std::uint8_t*>(raw);
            return base::Bytes(bytes, bytes + size);
        }
        default: return std::string(raw, size);
    }
}

}  // namespace

PostgresParameters::PostgresParameters(const std::vector<Value>& given) : numbers_(given.size()) {
    types_.reserve(given.size());
    values_.reserve(given.size());
    lengths_.reserve(given.size());
    formats_.reserve(given.size());
    for (std::size_t index = 0; index < given.size(); ++index) {
        std::visit([&](const auto& held) { add(index, held); }, given[index]);
    }
}

std::size_t PostgresParameters::bytes() const {
    return std::accumulate(lengths_.begin(), lengths_.end(), std::size_t{0}, [](std::size_t sum, int length) {
        return sum + static_cast<std::size_t>(length);
    });
}

std::string PostgresParameters::signature() const {
    std::string types;
    for (const Oid type : types_) types += '|' + std::to_string(type);
    return types;
}

void PostgresParameters::push(Oid type, const char* data, std::size_t size) {
    types_.push_back(type);
    values_.push_back(data);
    lengths_.push_back(static_cast<int>(size));
    formats_.push_back(1);
}

void PostgresParameters::add(std::size_t, std::monostate) {
    push(0, nullptr, 0);
}

void PostgresParameters::add(std::size_t index, std::int64_t number) {
    const std::int64_t ordered = big_endian(number);
    std::memcpy(numbers_[index].data(), &ordered, sizeof ordered);
    push(kInt8, numbers_[index].data(), sizeof ordered);
}

void PostgresParameters::add(std::size_t index, double number) {
    const auto ordered = big_endian(std::bit_cast<std::int64_t>(number));
    std::memcpy(numbers_[index].data(), &ordered, sizeof ordered);
    push(kFloat8, numbers_[index].data(), sizeof ordered);
}

// Unknown type: PostgreSQL takes the column's (text), and a null binds as whatever stands there.
void PostgresParameters::add(std::size_t, const std::string& text) {
    push(0, text.data(), text.size());
}

void PostgresParameters::add(std::size_t, const base::Bytes& bytes) {
    push(kBytea, bytes.empty() ? "" : reinterpret_cast<const char*>(bytes.data()), bytes.size());
}

Rows rows_of(const PGresult* result) {
    const int fields = PQnfields(result);
    auto columns = std::make_shared<ColumnNames>();
    for (int column = 0; column < fields; ++column) columns->emplace_back(PQfname(result, column));
    Rows rows;
    rows.reserve(static_cast<std::size_t>(PQntuples(result)));
    for (int row = 0; row < PQntuples(result); ++row) {
        std::vector<Value> values;
        values.reserve(static_cast<std::size_t>(fields));
        for (int column = 0; column < fields; ++column) values.push_back(value_of(result, row, column));
        rows.emplace_back(columns, std::move(values));
    }
    return rows;
}

}  // namespace store
