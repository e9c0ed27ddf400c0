#include "web/http/form.hpp"

#include "base/text.hpp"
#include "web/http/percent.hpp"

#include <algorithm>
#include <charconv>

namespace web::http {

namespace {

const std::string kNotSent;

base::Result<std::string> decoded(std::string_view text) {
    auto plain = percent_decoded(text, Plus::is_space);
    if (!plain) return base::fail(base::ProblemCode::malformed_request, "form: escape");
    if (!base::is_valid_utf8(*plain)) return base::fail(base::ProblemCode::malformed_request, "form: UTF-8");
    return *std::move(plain);
}

}  // namespace

base::Result<Form> Form::parse(std::string_view encoded) {
    Form form;
    while (!encoded.empty()) {
        const std::string_view field = encoded.substr(0, encoded.find('&'));
        encoded.remove_prefix(std::min(field.size() + 1, encoded.size()));
        if (field.empty()) continue;
        if (form.fields_.size() == kFieldsMax) {
            return base::fail(base::ProblemCode::malformed_request, "form: number of fields");
        }
        const std::size_t equals = std::min(field.find('='), field.size());
        auto name = decoded(field.substr(0, equals));
        if (!name) return base::fail(name.error());
        auto value = decoded(equals == field.size() ? std::string_view{} : field.substr(equals + 1));
        if (!value) return base::fail(value.error());
        form.add(*std::move(name), *std::move(value));
    }
    return form;
}

bool Form::has(std::string_view name) const {
    return std::ranges::any_of(fields_, [name](const auto& field) { return field.first == name; });
}

const std::string& Form::text(std::string_view name) const {
    const auto found =
        std::ranges::find_if(fields_, [name](const auto& field) { return field.first == name; });
    return found == fields_.end() ? kNotSent : found->second;
}

std::optional<std::string> Form::optional_text(std::string_view name) const {
    const std::string& value = text(name);
    return value.empty() ? std::nullopt : std::optional(value);
}

std::optional<std::int64_t> Form::number(std::string_view name) const {
    const std::string& digits = text(name);
    const char* const end = digits.data() + digits.size();
    std::int64_t number = 0;
    const auto [rest, error] = std::from_chars(digits.data(), end, number);
    if (error != std::errc{} || rest != end) return std::nullopt;
    return number;
}

std::vector<std::string> Form::all(std::string_view name) const {
    std::vector<std::string> values;
    for (const auto& field : fields_) {
        if (field.first == name) values.push_back(field.second);
    }
    return values;
}

}  // namespace web::http
