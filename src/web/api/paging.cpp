#include "web/api/paging.hpp"

#include "base/bytes.hpp"
#include "base/encoding.hpp"
#include "base/text.hpp"

#include <utility>

namespace web::api {

namespace {

constexpr std::size_t kNumberBytes = 8;
constexpr std::size_t kCursorMax = 2000;

void add_number(base::Bytes& bytes, std::int64_t number) {
    const auto bits = static_cast<std::uint64_t>(number);
    for (int shift = 56; shift >= 0; shift -= 8) bytes.push_back(static_cast<std::uint8_t>(bits >> shift));
}

std::int64_t number_in(base::ByteView bytes) {
    std::uint64_t bits = 0;
    for (std::size_t index = 0; index < kNumberBytes; ++index) bits = (bits << 8) | bytes[index];
    return static_cast<std::int64_t>(bits);
}

base::Problem bad_cursor() {
    return base::invalid_field("after", "wrong_format", "what \"next\" of the page before said");
}

// None where there is no cursor.
base::Result<std::optional<base::Bytes>> bytes_after(const Call& call, std::size_t least, std::size_t most) {
    const auto text = call.query.optional_text("after");
    if (!text) return std::optional<base::Bytes>();
    auto bytes = base::from_base64url(*text);
    if (!bytes || bytes->size() < least || bytes->size() > most) return base::fail(bad_cursor());
    return std::optional(std::move(*bytes));
}
base::Result<std::optional<base::Bytes>> bytes_after(const Call& call, std::size_t size) {
    return bytes_after(call, size, size);
}

}  // namespace

std::string cursor_of(const Place& place) {
    base::Bytes bytes;
    add_number(bytes, place.at.microseconds());
    bytes.insert(bytes.end(), place.id.bytes().begin(), place.id.bytes().end());
    return base::to_base64url(bytes);
}

std::string cursor_of(std::int64_t number) {
    base::Bytes bytes;
    add_number(bytes, number);
    return base::to_base64url(bytes);
}

base::Result<std::optional<Place>> place_after(const Call& call) {
    const auto bytes = bytes_after(call, kNumberBytes + base::Uuid::kSize);
    if (!bytes) return base::fail(bytes.error());
    if (!*bytes) return std::optional<Place>();
    const base::ByteView view(**bytes);
    const auto id = base::Uuid::from_bytes(view.subspan(kNumberBytes));
    if (!id) return base::fail(bad_cursor());
    return std::optional(Place{base::Time(number_in(view)), *id});
}

base::Result<std::optional<std::int64_t>> number_after(const Call& call) {
    const auto bytes = bytes_after(call, kNumberBytes);
    if (!bytes) return base::fail(bytes.error());
    if (!*bytes) return std::optional<std::int64_t>();
    return std::optional(number_in(**bytes));
}

std::string cursor_of(const NamePlace& place) {
    base::Bytes bytes(place.id.bytes().begin(), place.id.bytes().end());
    bytes.insert(bytes.end(), place.name.begin(), place.name.end());
    return base::to_base64url(bytes);
}

base::Result<std::optional<NamePlace>> name_after(const Call& call) {
    const auto bytes = bytes_after(call, base::Uuid::kSize, kCursorMax);
    if (!bytes) return base::fail(bytes.error());
    if (!*bytes) return std::optional<NamePlace>();
    const base::ByteView view(**bytes);
    const auto id = base::Uuid::from_bytes(view.first(base::Uuid::kSize));
    std::string name(base::text_of(view.subspan(base::Uuid::kSize)));
    if (!id || !base::is_valid_utf8(name)) return base::fail(bad_cursor());
    return std::optional(NamePlace{std::move(name), *id});
}

Parameter after_parameter() {
    return {"after", text(kCursorMax).saying("Where the page before ended: its \"next\".")};
}

Schema page_of(Schema item) {
    return object({required("items", list(std::move(item))),
                   required("next", text(kCursorMax)
                                        .or_null()
                                        .saying("What to send as \"after\" for the next page; "
                                                "null on the last one."))});
}

Json page_json(Json items, const std::optional<std::string>& next) {
    Json page = {{"items", std::move(items)}, {"next", nullptr}};
    if (next) page["next"] = *next;
    return page;
}

}  // namespace web::api
