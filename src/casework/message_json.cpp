#include "base/json_reader.hpp"
#include "casework/message.hpp"

#include <nlohmann/json.hpp>

#include <limits>
#include <utility>

namespace casework {

std::string to_json(const std::vector<Message>& exchange) {
    auto messages = nlohmann::ordered_json::array();
    for (const Message& message : exchange) {
        messages.push_back(
            {{"at", message.at.microseconds()}, {"from", message.from.text()}, {"words", message.words}});
    }
    return nlohmann::ordered_json{{"messages", std::move(messages)}}.dump();
}

base::Result<std::vector<Message>> messages_from_json(std::string_view json) {
    auto document = base::JsonDocument::parse(json);
    if (!document) return base::fail(document.error());
    std::vector<Message> exchange;
    for (const base::JsonNode& node : document->root().field("messages").items()) {
        Message message;
        message.at = base::Time(node.field("at").whole(0, std::numeric_limits<std::int64_t>::max()));
        const base::JsonNode from = node.field("from");
        if (const auto id = guard::OrganisationId::from_text(from.text())) {
            message.from = *id;
        } else {
            from.refuse("not_an_id");
        }
        message.words = node.field("words").text(16384);
        exchange.push_back(std::move(message));
    }
    if (auto finished = document->finish(); !finished) return base::fail(finished.error());
    return exchange;
}

}  // namespace casework
