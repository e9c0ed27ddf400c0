#pragma once
// The fields of a form or a query, in the order they were sent: application/x-www-form-urlencoded.

#include "base/result.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace web::http {

class Form {
public:
    static constexpr std::size_t kFieldsMax = 2000;

    // Problem: malformed_request (bad escape, not UTF-8, more than kFieldsMax fields).
    static base::Result<Form> parse(std::string_view encoded);

    bool has(std::string_view name) const;
    // The first value; empty when it was not sent.
    const std::string& text(std::string_view name) const;
    std::optional<std::string> optional_text(std::string_view name) const;  // none when absent or empty
    // A whole number and nothing else; none when it is anything else.
    std::optional<std::int64_t> number(std::string_view name) const;
    std::vector<std::string> all(std::string_view name) const;
    bool checked(std::string_view name) const { return has(name); }
    const std::vector<std::pair<std::string, std::string>>& fields() const { return fields_; }

    void add(std::string name, std::string value) { fields_.emplace_back(std::move(name), std::move(value)); }

private:
    std::vector<std::pair<std::string, std::string>> fields_;
};

}  // namespace web::http
