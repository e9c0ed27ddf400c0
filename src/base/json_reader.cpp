#include "base/json_reader.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

namespace base {

namespace {

using Json = nlohmann::json;

constexpr int kDepthMax = 32;
constexpr std::size_t kProblemsMax = 100;

const Json& json_at(const void* value) {
    return *static_cast<const Json*>(value);
}

// A key may be anything in a hostile file: only what looks like a name is shown.
std::string shown(std::string_view key) {
    const bool plain = !key.empty() && key.size() <= 64 && std::ranges::all_of(key, [](char symbol) {
        return (symbol >= 'a' && symbol <= 'z') || (symbol >= 'A' && symbol <= 'Z') ||
               (symbol >= '0' && symbol <= '9') || symbol == '_' || symbol == '-' || symbol == '.' ||
               symbol == '$';
    });
    return plain ? std::string(key) : "?";
}

std::string below(const std::string& path, std::string_view key) {
    return path.empty() ? shown(key) : path + "." + shown(key);
}

std::string below(const std::string& path, std::size_t index) {
    return path + "[" + std::to_string(index) + "]";
}

Problem file_problem(std::vector<FieldProblem> fields) {
    Problem found = problem(ProblemCode::invalid_file);
    found.fields = std::move(fields);
    return found;
}

std::string range_text(std::int64_t least, std::int64_t most) {
    return std::to_string(least) + " to " + std::to_string(most);
}

}  // namespace

struct JsonNode::State {
    Json root;
    std::vector<FieldProblem> problems;
    std::map<const Json*, std::set<std::string, std::less<>>> asked;

    void refuse(const std::string& path, std::string rule, std::string accepted = {}) {
        if (problems.size() < kProblemsMax) problems.push_back({path, std::move(rule), std::move(accepted)});
    }

    // Depth is bounded by parse(). Below a key that nobody asked for, nothing more is reported.
    void find_unknown_keys(const Json& value, const std::string& path) {
        if (value.is_array()) {
            for (std::size_t index = 0; index < value.size(); ++index)
                find_unknown_keys(value[index], below(path, index));
        }
        if (!value.is_object()) return;
        const auto known = asked.find(&value);
        if (known == asked.end())
            return;  // never read as an object: a getter has said so, or it is an unread array's item
        for (const auto& [key, inner] : value.items()) {
            if (known->second.contains(key)) {
                find_unknown_keys(inner, below(path, key));
            } else {
                refuse(below(path, key), "unknown_key");
            }
        }
    }
};

Result<JsonDocument> JsonDocument::parse(std::string_view text, const JsonLimits& limits) {
    if (text.size() > limits.bytes_max) {
        return fail(file_problem({{"", "too_large", std::to_string(limits.bytes_max) + " bytes"}}));
    }
    bool too_deep = false;
    bool duplicate = false;
    std::vector<std::set<std::string>> keys_by_depth;
    const auto watch = [&](int depth, Json::parse_event_t event, Json& parsed) {
        const bool opens =
            event == Json::parse_event_t::object_start || event == Json::parse_event_t::array_start;
        if (opens && depth >= kDepthMax) {
            too_deep = true;
            return false;
        }
        if (event == Json::parse_event_t::object_start) keys_by_depth.emplace_back();
        if (event == Json::parse_event_t::object_end && !keys_by_depth.empty()) keys_by_depth.pop_back();
        if (event == Json::parse_event_t::key && !keys_by_depth.empty()) {
            duplicate = !keys_by_depth.back().insert(parsed.get<std::string>()).second || duplicate;
        }
        return true;
    };
    auto state = std::make_unique<JsonNode::State>();
    state->root = Json::parse(text, watch, false);
    if (too_deep) return fail(file_problem({{"", "too_deep", std::to_string(kDepthMax) + " levels"}}));
    if (state->root.is_discarded()) return fail(file_problem({{"", "not_json", "JSON in UTF-8"}}));
    if (duplicate) return fail(file_problem({{"", "duplicate_key", "every key once"}}));
    return JsonDocument(std::move(state));
}

JsonDocument::JsonDocument(std::unique_ptr<JsonNode::State> state) : state_(std::move(state)) {}
JsonDocument::JsonDocument(JsonDocument&&) noexcept = default;
JsonDocument& JsonDocument::operator=(JsonDocument&&) noexcept = default;
JsonDocument::~JsonDocument() = default;

JsonNode JsonDocument::root() const {
    return {state_.get(), &state_->root, ""};
}

Done JsonDocument::finish() const {
    state_->find_unknown_keys(state_->root, "");
    if (state_->problems.empty()) return {};
    return fail(file_problem(state_->problems));
}

JsonNode::Kind JsonNode::kind() const {
    if (!present()) return Kind::absent;
    const Json& value = json_at(value_);
    if (value.is_null()) return Kind::null;
    if (value.is_boolean()) return Kind::flag;
    if (value.is_number_integer()) return Kind::whole;
    if (value.is_number()) return Kind::number;
    if (value.is_string()) return Kind::text;
    return value.is_array() ? Kind::list : Kind::object;
}

bool JsonNode::has(std::string_view key) const {
    return present() && json_at(value_).is_object() && json_at(value_).contains(key);
}

JsonNode JsonNode::child(std::string_view key) const {
    const Json& value = json_at(value_);
    state_->asked[&value].emplace(key);
    const auto found = value.find(key);
    return {state_, found == value.end() ? nullptr : &*found, below(path_, key)};
}

JsonNode JsonNode::field(std::string_view key) const {
    if (!present()) return {state_, nullptr, below(path_, key)};
    if (!json_at(value_).is_object()) {
        refuse("wrong_type", "object");
        return {state_, nullptr, below(path_, key)};
    }
    JsonNode inner = child(key);
    if (!inner.present()) inner.refuse("required");
    return inner;
}

std::optional<JsonNode> JsonNode::optional_field(std::string_view key) const {
    if (!present()) return std::nullopt;
    if (!json_at(value_).is_object()) {
        refuse("wrong_type", "object");
        return std::nullopt;
    }
    JsonNode inner = child(key);
    if (!inner.present() || inner.is_null()) return std::nullopt;
    return inner;
}

std::string JsonNode::text(std::size_t bytes_max) const {
    if (!present()) return {};
    if (!json_at(value_).is_string()) {
        refuse("wrong_type", "text");
        return {};
    }
    const auto& text = json_at(value_).get_ref<const std::string&>();
    if (text.size() > bytes_max) {
        refuse("too_long", std::to_string(bytes_max) + " bytes");
        return {};
    }
    return text;
}

std::int64_t JsonNode::whole(std::int64_t least, std::int64_t most) const {
    if (!present()) return 0;
    const Json& value = json_at(value_);
    if (!value.is_number_integer()) {
        refuse("wrong_type", "whole number");
        return 0;
    }
    const bool fits = !value.is_number_unsigned() || value.get<std::uint64_t>() <= std::uint64_t{INT64_MAX};
    if (!fits || value.get<std::int64_t>() < least || value.get<std::int64_t>() > most) {
        refuse("out_of_range", range_text(least, most));
        return 0;
    }
    return value.get<std::int64_t>();
}

double JsonNode::number() const {
    if (!present()) return 0;
    if (!json_at(value_).is_number()) {
        refuse("wrong_type", "number");
        return 0;
    }
    return json_at(value_).get<double>();
}

bool JsonNode::flag() const {
    if (!present()) return false;
    if (!json_at(value_).is_boolean()) {
        refuse("wrong_type", "true or false");
        return false;
    }
    return json_at(value_).get<bool>();
}

std::size_t JsonNode::one_of(std::span<const std::string_view> choices) const {
    if (!present()) return 0;
    const std::string found = text();
    const auto choice = std::ranges::find(choices, found);
    if (choice != choices.end()) return static_cast<std::size_t>(choice - choices.begin());
    std::string accepted;
    for (const std::string_view one : choices) accepted += (accepted.empty() ? "" : ", ") + std::string(one);
    if (is_text()) refuse("not_one_of", accepted);
    return 0;
}

std::vector<JsonNode> JsonNode::items(std::size_t most) const {
    if (!present()) return {};
    const Json& value = json_at(value_);
    if (!value.is_array()) {
        refuse("wrong_type", "list");
        return {};
    }
    if (value.size() > most) {
        refuse("too_many", std::to_string(most));
        return {};
    }
    std::vector<JsonNode> out;
    for (std::size_t index = 0; index < value.size(); ++index)
        out.push_back({state_, &value[index], below(path_, index)});
    return out;
}

std::vector<std::pair<std::string, JsonNode>> JsonNode::entries(std::size_t most) const {
    if (!present()) return {};
    const Json& value = json_at(value_);
    if (!value.is_object()) {
        refuse("wrong_type", "object");
        return {};
    }
    if (value.size() > most) {
        refuse("too_many", std::to_string(most));
        return {};
    }
    std::vector<std::pair<std::string, JsonNode>> out;
    for (const auto& [key, inner] : value.items()) out.emplace_back(key, child(key));
    return out;
}

void JsonNode::refuse(std::string rule, std::string accepted) const {
    state_->refuse(path_, std::move(rule), std::move(accepted));
}

}  // namespace base
