#pragma once
// A strict, typed reader of JSON files. A reader asks for what it needs, in the type it needs; whatever is
// missing, of another type, out of range, or never asked for (an unknown key) becomes a problem that names
// its path ("clocks[3].unit"), and finish() returns them all at once. After a problem, getters go on with
// empty values, so that a loader is written without a branch per field: call finish() before using what was
// read. Refused as a whole: what is not JSON, not UTF-8, too large, nested deeper than 32, or has the same
// key twice. Thread rule: a document and its nodes belong to one thread; nodes do not outlive their document.

#include "base/result.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace base {

class JsonDocument;

class JsonNode {
public:
    // False for what an absent field gave; its getters return empty values in silence, since the absence is
    // reported already.
    bool present() const { return value_ != nullptr; }
    enum class Kind { absent, null, flag, whole, number, text, list, object };
    Kind kind() const;
    bool is_null() const { return kind() == Kind::null; }
    bool is_text() const { return kind() == Kind::text; }
    const std::string& path() const { return path_; }

    // A key that must be there, and one that may be; null counts as absent for optional_field().
    JsonNode field(std::string_view key) const;
    std::optional<JsonNode> optional_field(std::string_view key) const;
    bool has(std::string_view key) const;

    std::string text(std::size_t bytes_max = 4096) const;
    std::int64_t whole(std::int64_t least, std::int64_t most) const;
    double number() const;
    bool flag() const;
    // The index in `choices` of the text found here; 0 if it is none of them.
    std::size_t one_of(std::span<const std::string_view> choices) const;

    std::vector<JsonNode> items(std::size_t most = 10'000) const;
    // All keys of an object whose keys are themselves data, in the order of the alphabet.
    std::vector<std::pair<std::string, JsonNode>> entries(std::size_t most = 10'000) const;

    // What the loader finds wrong by its own rules.
    void refuse(std::string rule, std::string accepted = {}) const;

private:
    friend class JsonDocument;
    struct State;
    JsonNode(State* state, const void* value, std::string path)
        : state_(state), value_(value), path_(std::move(path)) {}
    JsonNode child(std::string_view key) const;

    State* state_;
    const void* value_;
    std::string path_;
};

struct JsonLimits {
    std::size_t bytes_max = std::size_t{4} * 1024 * 1024;
};

class JsonDocument {
public:
    // Problem: invalid_file with the field problem not_json, duplicate_key, too_deep or too_large.
    static Result<JsonDocument> parse(std::string_view text, const JsonLimits& limits = {});

    JsonDocument(JsonDocument&&) noexcept;
    JsonDocument& operator=(JsonDocument&&) noexcept;
    ~JsonDocument();

    JsonNode root() const;
    // Problem: invalid_file with every problem found, unknown keys among them. Call once.
    Done finish() const;

private:
    explicit JsonDocument(std::unique_ptr<JsonNode::State> state);
    std::unique_ptr<JsonNode::State> state_;
};

}  // namespace base
