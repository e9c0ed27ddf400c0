#pragma once
// Values as they travel to and from PostgreSQL: in binary. Private to the adapter of PostgreSQL.

#include "store/row.hpp"
#include "store/value.hpp"

#include <libpq-fe.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace store {

// The parameters of one call in the form libpq asks for; they point into the values given.
class PostgresParameters {
public:
    explicit PostgresParameters(const std::vector<Value>& given);

    int count() const { return static_cast<int>(types_.size()); }
    const Oid* types() const { return types_.data(); }
    const char* const* values() const { return values_.data(); }
    const int* lengths() const { return lengths_.data(); }
    const int* formats() const { return formats_.data(); }
    std::size_t bytes() const;
    // Tells statements of the same text and other types apart: the type of a null is not known from its
    // value.
    std::string signature() const;

private:
    void push(Oid type, const char* data, std::size_t size);
    void add(std::size_t index, std::monostate);
    void add(std::size_t index, std::int64_t number);
    void add(std::size_t index, double number);
    void add(std::size_t index, const std::string& text);
    void add(std::size_t index, const base::Bytes& bytes);

    std::vector<Oid> types_;
    std::vector<const char*> values_;
    std::vector<int> lengths_;
    std::vector<int> formats_;
    std::vector<std::array<char, 8>> numbers_;
};

Rows rows_of(const PGresult* result);

}  // namespace store
