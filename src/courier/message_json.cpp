#include "base/bytes.hpp"
#include "base/encoding.hpp"
#include "courier/message.hpp"

#include <nlohmann/json.hpp>

namespace courier {

std::string cursor_before(std::int64_t number) {
    const auto bits = static_cast<std::uint64_t>(number - 1);
    base::Bytes bytes;
    for (int shift = 56; shift >= 0; shift -= 8) bytes.push_back(static_cast<std::uint8_t>(bits >> shift));
    return base::to_base64url(bytes);
}

std::string message_text(const Delivery& delivery) {
    nlohmann::ordered_json data = nlohmann::ordered_json::object();
    if (delivery.change) {
        const std::string cursor = cursor_before(delivery.change->number);
        data["number"] = delivery.change->number;
        data["case"] = delivery.change->case_id.text();
        data["subject_kind"] = delivery.change->subject_kind;
        data["subject"] = delivery.change->subject.text();
        data["changes"] = std::string(kChangesPath) + "?after=" + cursor;
    }
    const nlohmann::ordered_json message = {
        {"type", delivery.act}, {"timestamp", base::to_iso(delivery.at)}, {"data", std::move(data)}};
    return message.dump();
}

}  // namespace courier
