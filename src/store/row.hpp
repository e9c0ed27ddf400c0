#pragma once
// A row of an answer, read by column name. A name or type that is not there is a mistake in the program, not
// in the data: it throws std::logic_error naming the column. Rows of one answer share their column names.

#include "base/bytes.hpp"
#include "base/id.hpp"
#include "base/time.hpp"
#include "store/value.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace store {

using ColumnNames = std::vector<std::string>;

class Row {
public:
    Row(std::shared_ptr<const ColumnNames> columns, std::vector<Value> values)
        : columns_(std::move(columns)), values_(std::move(values)) {}

    bool is_null(std::string_view column) const;
    // Of which kind the value is, for who reads what other hands may have written: SQLite takes any kind into
    // any column.
    template <class T>
    bool holds(std::string_view column) const {
        return std::holds_alternative<T>(at(column));
    }
    std::int64_t integer(std::string_view column) const;
    double real(std::string_view column) const;
    const std::string& text(std::string_view column) const;
    const base::Bytes& bytes(std::string_view column) const;
    base::Time time(std::string_view column) const { return base::Time(integer(column)); }
    bool boolean(std::string_view column) const { return integer(column) != 0; }

    template <class Thing>
    base::Id<Thing> id(std::string_view column) const {
        return base::Id<Thing>(uuid(column));
    }
    base::Uuid uuid(std::string_view column) const;

    std::optional<std::int64_t> optional_integer(std::string_view column) const;
    std::optional<std::string> optional_text(std::string_view column) const;
    std::optional<base::Bytes> optional_bytes(std::string_view column) const;
    std::optional<base::Time> optional_time(std::string_view column) const;
    std::optional<base::Uuid> optional_uuid(std::string_view column) const;

    template <class Thing>
    std::optional<base::Id<Thing>> optional_id(std::string_view column) const {
        const auto uuid = optional_uuid(column);
        return uuid ? std::optional(base::Id<Thing>(*uuid)) : std::nullopt;
    }

    const ColumnNames& columns() const { return *columns_; }
    const std::vector<Value>& values() const { return values_; }

private:
    const Value& at(std::string_view column) const;

    std::shared_ptr<const ColumnNames> columns_;
    std::vector<Value> values_;
};

using Rows = std::vector<Row>;

}  // namespace store
