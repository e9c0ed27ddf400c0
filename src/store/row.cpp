#include "store/row.hpp"

#include <stdexcept>

namespace store {
namespace {

template <class T>
const T& expect(const Value& value, std::string_view column, const char* kind) {
    const T* held = std::get_if<T>(&value);
    if (held == nullptr) throw std::logic_error("column " + std::string(column) + " is not " + kind);
    return *held;
}

bool null(const Value& value) {
    return std::holds_alternative<std::monostate>(value);
}

}  // namespace

const Value& Row::at(std::string_view column) const {
    for (std::size_t index = 0; index < columns_->size(); ++index) {
        if ((*columns_)[index] == column) return values_[index];
    }
    throw std::logic_error("no column " + std::string(column) + " in the answer");
}

bool Row::is_null(std::string_view column) const {
    return null(at(column));
}

std::int64_t Row::integer(std::string_view column) const {
    return expect<std::int64_t>(at(column), column, "an integer");
}

double Row::real(std::string_view column) const {
    const Value& value = at(column);
    if (const auto* whole = std::get_if<std::int64_t>(&value)) return static_cast<double>(*whole);
    return expect<double>(value, column, "a number");
}

const std::string& Row::text(std::string_view column) const {
    return expect<std::string>(at(column), column, "text");
}

const base::Bytes& Row::bytes(std::string_view column) const {
    return expect<base::Bytes>(at(column), column, "bytes");
}

base::Uuid Row::uuid(std::string_view column) const {
    const auto uuid = base::Uuid::from_bytes(bytes(column));
    if (!uuid) throw std::logic_error("column " + std::string(column) + " is not an id");
    return *uuid;
}

std::optional<std::int64_t> Row::optional_integer(std::string_view column) const {
    return is_null(column) ? std::nullopt : std::optional(integer(column));
}

std::optional<std::string> Row::optional_text(std::string_view column) const {
    return is_null(column) ? std::nullopt : std::optional(text(column));
}

std::optional<base::Bytes> Row::optional_bytes(std::string_view column) const {
    return is_null(column) ? std::nullopt : std::optional(bytes(column));
}

std::optional<base::Time> Row::optional_time(std::string_view column) const {
    return is_null(column) ? std::nullopt : std::optional(time(column));
}

std::optional<base::Uuid> Row::optional_uuid(std::string_view column) const {
    return is_null(column) ? std::nullopt : std::optional(uuid(column));
}

}  // namespace store
